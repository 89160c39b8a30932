"""An SVG as pixels, drawn by resvg with a font of ours: a server may have none.

Run as a program of its own, because drawing takes a second of CPU during which resvg lets
nothing else in its process happen, and a web process has open pages to tell of news.
"""

import subprocess
import sys
from pathlib import Path

SHARPNESS = 2.0  # pixels of the PNG for one of the SVG
LONGEST = 30  # seconds; what is drawn has at most some 2,000 segments
HOME = Path(__file__).parents[2]


def as_png(svg: str) -> bytes:
    """Draw it.

    Raises:
        subprocess.SubprocessError: it failed, or the machine is far too busy.
    """
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        cwd=HOME,
        input=svg.encode(),
        capture_output=True,
        check=True,
        timeout=LONGEST,
    )
    return done.stdout


def main() -> None:
    """Standard input to standard output."""
    from font_source_sans_pro import font_files_ttf
    from resvg_py import svg_to_bytes

    fonts = [font_files_ttf[name] for name in ("SourceSansPro", "SourceSansProBold")]
    svg = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(svg_to_bytes(svg_string=svg, zoom=SHARPNESS, font_files=fonts))


if __name__ == "__main__":
    main()
