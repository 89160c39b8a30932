"""Where things are in the overview."""

from playwright.sync_api import Page, expect

from debates.models import Claim


def middle_of(page: Page, claim: Claim) -> tuple[float, float]:
    """A point of the window on a segment; the middle of its box may be elsewhere, for an arc.

    Found and measured in one step: the picture is fetched anew when somebody argues, and an
    element held from one step to the next may have left the page in between.
    """
    segment = f"svg.sunburst a[id='s{claim.pk}'] path"
    expect(page.locator(segment)).to_have_count(1)
    x, y = page.evaluate(
        """segment => {
            const path = document.querySelector(segment);
            path.scrollIntoView({ block: "nearest" });
            const middle = path.getPointAtLength(path.getTotalLength() / 2);
            const { x, y } = middle.matrixTransform(path.getScreenCTM());
            return [x, y];
        }""",
        segment,
    )
    return x, y
