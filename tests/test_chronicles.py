"""Laws, terms to keep, what happened in many years and single stories are refused; listings like them are read."""

from typing import Final

import pytest

from feedpub.errors import SourceError
from feedpub.listings import parse_listing

LAW: Final = """Harbour order

Article 1
Boats keep to the right of the channel. (4 January 2019)

Article 2
Nobody sleeps on the pier.

Article 3
Fees are paid before noon. (9 June 2016)

Article 4
Dogs are led. (19 February 2020)
"""
TERMS: Final = """Call for boats

Boats of all kinds may take part. The race is open to guests.

Submission: 14 February 2015
Notification: 7 March 2015
Payment: 30 March 2015
Start: 4 May 2015

The jury is not bound by advice.
"""
YEARS: Final = """History of the harbour

16 August 2005 The first stone of the pier was laid. The mayor spoke.

22 September 2007 The pier was opened by the minister.

22 January 2009 A storm broke the lamp. It was mended in a week.

2 December 2011 The ferry began to sail in winter as well.

16 June 2013 The old sheds were sold to the town.
"""
STORY: Final = """Home > News

The old lock opens for boats again

20 September 2007

The work took two years and cost the town less than planned. The province paid half.

Twelve boats went through on the first day. The keeper, who is new, counted them.

The lamp will follow in spring. It comes from the yard next door.

More than forty people came to see it. They stayed until dark.

Brill, 19 September 2007
"""
ARCHIVE: Final = """News

16 June 2013 The old sheds were sold to the town. The price was fair.

2 June 2013 The ferry sails in winter as well.

22 May 2013 A storm broke the lamp. It was mended in a week.

12 May 2013 The pier was opened by the minister.
"""
FIELDS: Final = """News

Ferry in winter: 4 May 2015
Lamp mended: 30 March 2015
Old sheds sold to the town: 7 March 2015
A pier for all: 14 February 2015
"""


@pytest.mark.parametrize("page", [LAW, TERMS, YEARS, STORY], ids=["law", "terms", "years", "story"])
def test_dates_of_what_a_page_tells_make_no_listing(page: str) -> None:
    with pytest.raises(SourceError, match="no listing found"):
        parse_listing(page.encode(), "page")


@pytest.mark.parametrize("page", [ARCHIVE, FIELDS], ids=["archive", "fields"])
def test_news_with_dates_before_texts_and_behind_colons_are_read(page: str) -> None:
    listing = parse_listing(page.encode(), "page")

    assert len(listing.entries) == 4
