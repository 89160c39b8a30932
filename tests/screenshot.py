"""The README's picture: `bin/screenshot [FILE]`."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from config.boot import ROOT
from tests.chromium import FLAGS, find
from tests.site import free_port, running, wait_for

PERSON, DEBATE = "Nadia Rahmani", "Horizons should be allowed to work 24/7"


def main(target: Path) -> None:
    """Start the demonstration in an empty folder, be one of its people, look at the debate.

    Raises:
        SystemExit: when there is no browser.
    """
    if not (browser := find()):
        sys.exit("There is no Chromium or Chrome on this machine.")
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        command = ("-m", "config.up", "--data", data, "--port", str(port))
        with running(*command, env=dict(os.environ), log=Path(data) / "up.log") as site:
            wait_for(f"http://localhost:{port}/", site, seconds=120)
            target.parent.mkdir(parents=True, exist_ok=True)
            _take(browser, f"http://localhost:{port}", target)


def _take(browser: str, address: str, target: Path) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = chromium.new_page(
            base_url=address, viewport={"width": 1360, "height": 900}, color_scheme="light"
        )
        page.goto("/")
        page.get_by_role("button", name=PERSON).click()
        page.get_by_role("link", name=DEBATE, exact=True).click()
        page.locator("#overview svg").wait_for()
        page.screenshot(path=target)
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images" / "debate.png")
