"""Where things are in the overview."""

from playwright.sync_api import Page

from debates.models import Claim


def middle_of(page: Page, claim: Claim) -> tuple[float, float]:
    """A point of the window on a segment; the middle of its box may be elsewhere, for an arc."""
    path = page.locator(f"svg.sunburst a[id='s{claim.pk}'] path")
    path.scroll_into_view_if_needed()
    x, y = path.evaluate(
        """path => {
            const middle = path.getPointAtLength(path.getTotalLength() / 2);
            const { x, y } = middle.matrixTransform(path.getScreenCTM());
            return [x, y];
        }"""
    )
    return x, y
