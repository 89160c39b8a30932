// A field whose text is there to be taken away: one button copies it. Without script, select it.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--second";
  button.textContent = field.dataset.copy;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return; // Not allowed here: the text is selected, and the keyboard copies it.
    }
    button.textContent = field.dataset.copied;
    document.getElementById("announcement").textContent = field.dataset.copied;
  });
  field.after(button);
}
