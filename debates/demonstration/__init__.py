"""The debates a newcomer sees first: files to read and edit (*.txt), and what loads them."""
