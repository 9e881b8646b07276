"""Every rule of feedrules bites: one small perfect document per format, and one mutation per rule."""

from datetime import UTC, datetime
from html import escape

import pytest
from feedrules import atom_faults, json_faults, opml_faults, rss_faults

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ATOM_URL = "https://feeds.example.org/all.atom.xml"
RSS_URL = "https://feeds.example.org/all.rss.xml"
JSON_URL = "https://feeds.example.org/all.json"

ATOM = """\
<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="feed.css" type="text/css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/" xml:lang="en">
  <id>urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a01</id>
  <title>Example Organization: all news</title>
  <updated>2021-01-21T08:00:00Z</updated>
  <author>
    <name>Example Organization</name>
  </author>
  <link href="https://feeds.example.org/all.atom.xml" rel="self" type="application/atom+xml"/>
  <link href="https://feeds.example.org/all.rss.xml" rel="alternate" type="application/rss+xml"/>
  <link href="https://feeds.example.org/all.json" rel="alternate" type="application/feed+json"/>
  <link href="https://www.example.org/news" rel="alternate" type="text/html"/>
  <generator>feedpub</generator>
  <rights>© Example Organization</rights>
  <subtitle>Everything the listing carries</subtitle>
  <entry>
    <id>urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02</id>
    <title>Young workers &amp; skills</title>
    <updated>2021-01-21T08:00:00Z</updated>
    <content type="html">&lt;p&gt;A report on &lt;em&gt;young&lt;/em&gt; workers. &lt;a href="https://www.example.org/report"&gt;Read it&lt;/a&gt;&lt;/p&gt;</content>
    <link href="https://www.example.org/news#:~:text=Young%20workers" rel="alternate" type="text/html"/>
    <category term="Skills" scheme="urn:feedpub:topic" label="Skills"/>
    <published>2021-01-20T10:00:01Z</published>
    <rights>© A. Photographer</rights>
    <dcterms:spatial>Geneva</dcterms:spatial>
  </entry>
  <entry>
    <id>urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03</id>
    <title>Child labour falls</title>
    <updated>2021-01-20T10:00:00Z</updated>
    <content type="text">20 January 2021, Geneva</content>
    <link href="https://www.example.org/news#:~:text=Child%20labour%20falls" rel="alternate" type="text/html"/>
    <summary>What the survey found</summary>
    <published>2021-01-20T10:00:00Z</published>
  </entry>
</feed>
""".encode()

RSS = """\
<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="feed.css" type="text/css"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" version="2.0">
  <channel>
    <title>Example Organization: all news</title>
    <link>https://www.example.org/news</link>
    <description>Everything the listing carries</description>
    <atom:link href="https://feeds.example.org/all.rss.xml" rel="self" type="application/rss+xml"/>
    <atom:link href="https://feeds.example.org/all.atom.xml" rel="alternate" type="application/atom+xml"/>
    <atom:link href="https://feeds.example.org/all.json" rel="alternate" type="application/feed+json"/>
    <copyright>© Example Organization</copyright>
    <generator>feedpub</generator>
    <language>en</language>
    <lastBuildDate>Thu, 21 Jan 2021 08:00:00 +0000</lastBuildDate>
    <ttl>60</ttl>
    <sy:updatePeriod>hourly</sy:updatePeriod>
    <sy:updateFrequency>1</sy:updateFrequency>
    <item>
      <title>Young workers and skills</title>
      <link>https://www.example.org/news#:~:text=Young%20workers</link>
      <description>&lt;p&gt;A report on &lt;em&gt;young&lt;/em&gt; workers. &lt;a href="https://www.example.org/report"&gt;Read it&lt;/a&gt;&lt;/p&gt;</description>
      <category domain="urn:feedpub:topic">Skills</category>
      <guid isPermaLink="false">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02</guid>
      <pubDate>Wed, 20 Jan 2021 10:00:01 +0000</pubDate>
      <dc:creator>Example Organization</dc:creator>
      <dc:rights>© A. Photographer</dc:rights>
      <dcterms:spatial>Geneva</dcterms:spatial>
    </item>
    <item>
      <title>Child labour falls</title>
      <link>https://www.example.org/news#:~:text=Child%20labour%20falls</link>
      <description>What the survey found</description>
      <guid isPermaLink="false">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03</guid>
      <pubDate>Wed, 20 Jan 2021 10:00:00 +0000</pubDate>
      <dc:creator>Example Organization</dc:creator>
    </item>
  </channel>
</rss>
""".encode()

JSON = b"""\
{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Example Organization: all news",
  "home_page_url": "https://www.example.org/news",
  "feed_url": "https://feeds.example.org/all.json",
  "language": "en",
  "authors": [{"name": "Example Organization"}],
  "items": [
    {
      "id": "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02",
      "url": "https://www.example.org/news#:~:text=Young%20workers",
      "title": "Young workers & skills",
      "content_html": "<p>A report on <em>young</em> workers.</p>",
      "date_published": "2021-01-20T10:00:01Z",
      "date_modified": "2021-01-21T08:00:00Z",
      "tags": ["Skills"],
      "_feedpub": {"source": "news", "twins": 2, "credit": null}
    },
    {
      "id": "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
      "url": "https://www.example.org/news#:~:text=Child%20labour%20falls",
      "title": "Child labour falls",
      "content_text": "20 January 2021, Geneva",
      "summary": "What the survey found",
      "date_published": "2021-01-20T10:00:00Z"
    }
  ]
}
"""

OPML = b"""\
<?xml version='1.0' encoding='UTF-8'?>
<opml version="2.0">
  <head>
    <title>Feeds of Example Organization</title>
  </head>
  <body>
    <outline text="Everything">
      <outline text="All news" title="All news" type="rss" xmlUrl="https://feeds.example.org/all.atom.xml"/>
    </outline>
    <outline text="Topics">
      <outline text="Skills" title="Skills" type="rss" xmlUrl="https://feeds.example.org/topics/skills.atom.xml"/>
    </outline>
  </body>
</opml>
"""
ATOM_MUTATIONS = [
    # The document
    ("the declaration names UTF-8", " encoding='UTF-8'", "", "document: does not begin"),
    ("the declaration is there", "<?xml version='1.0' encoding='UTF-8'?>\n", "", "document: does not begin"),
    ("nothing precedes the declaration", "<?xml version", "\ufeff<?xml version", "document: does not begin"),
    ("the document is well-formed", "</feed>", "", "document: is not well-formed"),
    ("a control character is not well-formed", "Child labour", "Child\x0b labour", "document: is not well-formed"),
    ("a DTD is refused", "<feed", "<!DOCTYPE feed>\n<feed", "document: has a DTD."),
    ("the namespace is that of Atom", "2005/Atom", "2005/atom", "document: the root is"),
    (
        "an unknown namespace is refused",
        "<feed ",
        '<feed xmlns:x="https://example.org/x" ',
        "document: declares the names",
    ),
    (
        "a known namespace has its usual prefix",
        "<feed ",
        '<feed xmlns:ns0="http://purl.org/dc/elements/1.1/" ',
        "document: declares the namespace",
    ),
    ("Atom has no prefix", "<feed ", '<feed xmlns:atom="http://www.w3.org/2005/Atom" ', "document: declares the names"),
    ("a document is not too long", "<feed ", f"<!--{'x' * 5_000_000}--><feed ", "document: is longer than"),
    # What holds what
    ("a feed has an id", "<id>urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a01</id>", "", "feed: feed lacks id."),
    ("a feed has a title", "<title>Example Organization: all news</title>", "", "feed: feed lacks title."),
    (
        "a feed has an author",
        "<author>\n    <name>Example Organization</name>\n  </author>",
        "",
        "feed: feed lacks author.",
    ),
    ("an author has a name", "<name>Example Organization</name>", "", "feed: author lacks name."),
    (
        "a feed has updated",
        "<updated>2021-01-21T08:00:00Z</updated>\n  <author",
        "<author",
        "feed: feed lacks updated.",
    ),
    ("a feed has a generator", "<generator>feedpub</generator>", "", "feed: feed lacks generator."),
    ("a feed has a language", ' xml:lang="en"', "", "feed: feed lacks @xml:lang."),
    (
        "a feed has one title",
        "<subtitle>Everything the listing carries</subtitle>",
        "<title>Two</title>",
        "feed: feed has more than one title.",
    ),
    (
        "an entry has content",
        '<content type="text">20 January 2021, Geneva</content>',
        "",
        "entry 2: entry lacks content.",
    ),
    ("an entry has a title", "<title>Child labour falls</title>", "", "entry 2: entry lacks title."),
    ("an entry has published", "<published>2021-01-20T10:00:00Z</published>", "", "entry 2: entry lacks published."),
    (
        "dcterms:issued is refused",
        "<dcterms:spatial>Geneva</dcterms:spatial>",
        "<dcterms:issued>2021-01-20</dcterms:issued>",
        "entry 1: entry must not hold dcterms:issued.",
    ),
    (
        "an unknown element is refused",
        "<generator>",
        "<color>red</color><generator>",
        "feed: feed must not hold color.",
    ),
    (
        "an unknown attribute is refused",
        "<generator>",
        '<generator version="1">',
        "feed: generator must not hold @version.",
    ),
    ("a text holds no element", "Child labour falls<", "Child <b>labour</b> falls<", "entry 2: title must not hold b."),
    ("an entry holds no text", "<category", "text<category", "entry 1: entry holds text."),
    (
        "a link holds no text",
        'text/html"/>\n  <generator',
        'text/html">x</link>\n  <generator',
        "feed: link holds text.",
    ),
    (
        "entries come last",
        "</feed>",
        "<logo>https://example.org/a.png</logo></feed>",
        "feed: logo stands after the first item.",
    ),
    # Texts
    ("a title is not blank", "Child labour falls<", "<", "entry 2: title is blank."),
    ("a title is not padded", "Child labour falls<", "Child labour falls <", "entry 2: title is padded"),
    (
        "a title is one line",
        "Child labour falls<",
        "Child\nlabour falls<",
        'entry 2: title "Child\nlabour falls" is no title of one line.',
    ),
    ("a title is plain text", "<title>Child", '<title type="html">Child', 'entry 2: title@type "html" is no text.'),
    (
        "an end tag in a title looks like HTML",
        "Child labour falls<",
        "&lt;b>Child&lt;/b> labour<",
        "entry 2: title is plain text, but",
    ),
    (
        "a hexadecimal reference does not excuse an end tag",
        "Child labour falls<",
        "&#x3C;b>x&#x3C;/b><",
        "entry 2: title is plain text, but",
    ),
    (
        "an entity in a title looks like HTML",
        "Child labour falls<",
        "Child &amp;amp; labour<",
        "entry 2: title is plain text, but",
    ),
    ("a digit after & looks like HTML", "Child labour falls<", "5&amp;6<", "entry 2: title is plain text, but"),
    (
        "HTML in rights is refused",
        "© A. Photographer",
        "&amp;copy; A. Photographer",
        "entry 1: rights is plain text, but",
    ),
    (
        "HTML in plain content is refused",
        "20 January 2021, Geneva",
        "&lt;p>20 January&lt;/p>",
        "entry 2: content is plain text, but",
    ),
    (
        "HTML in a label is refused",
        'term="Skills" scheme="urn:feedpub:topic" label="Skills"',
        'term="A&amp;amp;B" scheme="urn:feedpub:topic" label="A&amp;amp;B"',
        "entry 1: category@label is plain text, but",
    ),
    (
        "a C1 control is refused",
        "Child labour falls<",
        "Child\x92s labour falls<",
        "entry 2: title holds the character U+0092.",
    ),
    (
        "a C1 control in an attribute is refused",
        'news" rel="alternate"',
        'news" title="News\x92" rel="alternate"',
        "feed: link@title holds the character U+0092.",
    ),
    (
        "a replacement character is refused",
        ">Geneva<",
        ">Gen\ufffdve<",
        "entry 1: dcterms:spatial holds the character U+FFFD.",
    ),
    (
        "UTF-8 read as Latin-1 is refused",
        "Child labour falls<",
        "Caf\xc3\xa9<",
        "entry 2: title is UTF-8 that was read",
    ),
    (
        "an author is no e-mail address",
        "<name>Example Organization",
        "<name>Example &lt;a@example.org&gt;",
        'feed: name "Example <a@example.org>" is no name',
    ),
    (
        "a generator has no version",
        ">feedpub<",
        ">feedpub 1.0<",
        'feed: generator "feedpub 1.0" is no feedpub without a version.',
    ),
    ("a language is known", 'xml:lang="en"', 'xml:lang="xq"', 'feed: feed@xml:lang "xq" is no language.'),
    (
        "a summary does not repeat the content",
        "What the survey found",
        "20 January 2021, Geneva",
        "entry 2: the summary repeats the content.",
    ),
    (
        "content is text or HTML",
        '<content type="text">',
        '<content type="text/plain">',
        'entry 2: content@type "text/plain" is no text or html.',
    ),
    # Ids, links and categories
    ("ids are unique", "8f3a03", "8f3a02", 'feed: id "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02" occurs 2 times.'),
    (
        "a UUID is whole",
        "8f3a03",
        "8f3a0",
        'entry 2: id "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a0" is no canonical IRI',
    ),
    (
        "an id is an absolute IRI",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "3a03",
        'entry 2: id "3a03" is no canonical IRI',
    ),
    ("an id is not padded", "8f3a03<", "8f3a03\n<", "entry 2: id is padded"),
    (
        "an id is canonical",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "https://Example.org/a",
        'entry 2: id "https://Example.org/a" is no canonical IRI',
    ),
    (
        "an id names no default port",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "https://example.org:443/a",
        'entry 2: id "https://example.org:443/a" is no canonical IRI',
    ),
    (
        "an id has a path",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "https://example.org",
        'entry 2: id "https://example.org" is no canonical IRI',
    ),
    (
        "a feed links to itself",
        'rel="self" type="application/atom+xml"',
        'rel="license"',
        "feed: the self link is missing.",
    ),
    (
        "the self link is true",
        'all.atom.xml" rel="self"',
        'other.xml" rel="self"',
        'feed: the self link leads to "https://feeds.example.org/other.xml"',
    ),
    (
        "the self link is of the type of Atom",
        "application/atom+xml",
        "application/xml",
        "feed: the self link is not of the type",
    ),
    (
        "a feed links to a web page",
        'news" rel="alternate" type="text/html"',
        'news" rel="alternate" type="text/plain"',
        "feed: the alternate link to a web page is missing.",
    ),
    (
        "a link is absolute",
        "https://www.example.org/news#:~:text=Child",
        "/news#:~:text=Child",
        'entry 2: link@href "/news#',
    ),
    (
        "a link is percent-encoded",
        "text=Child%20labour",
        "text=Child labour",
        'entry 2: link@href "https://www.example.org/news#:~:text=Child labour%20falls" is no',
    ),
    (
        "a link has whole percent signs",
        "text=Child%20labour",
        "text=Child%2labour",
        'entry 2: link@href "https://www.example.org/news#:~:text=Child%2labour%20falls" is no',
    ),
    (
        "a link is in ASCII",
        "text=Child",
        f"text={'é' * 70}",
        'entry 2: link@href "https://www.example.org/news#:~:text=éé',
    ),
    (
        "a link has a known relation",
        'all.rss.xml" rel="alternate"',
        'all.rss.xml" rel="sibling"',
        'feed: link has the relation "sibling".',
    ),
    ("a link has a media type", "application/feed+json", "json", 'feed: link@type "json" is no media type.'),
    (
        "no two alternates are alike",
        "application/feed+json",
        "application/rss+xml",
        'feed: link "alternate application/rss+xml" occurs 2 times.',
    ),
    (
        "an entry has an alternate link",
        'falls" rel="alternate"',
        'falls" rel="related"',
        "entry 2: the alternate link is missing.",
    ),
    (
        "no paging link stands in an entry",
        "<published>2021-01-20T10:00:00Z",
        '<link href="https://example.org/" rel="current"/><published>2021-01-20T10:00:00Z',
        'entry 2: link has the relation "current".',
    ),
    (
        "an archive document leads to an older one",
        "<generator>",
        '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link href="https://feeds.example.org/now.xml" rel="current"/><generator>',
        "feed: the archive document lacks the link prev-archive.",
    ),
    (
        "an archive document leads to the current one",
        "<generator>",
        '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link href="https://feeds.example.org/1.xml" rel="prev-archive"/><generator>',
        "feed: the archive document lacks the link current.",
    ),
    ("a category has a term", 'term="Skills" ', "", "entry 1: category lacks @term."),
    ("a category has a scheme", ' scheme="urn:feedpub:topic"', "", "entry 1: category lacks @scheme."),
    ("a scheme is absolute", "urn:feedpub:topic", "topic", 'entry 1: category@scheme "topic" is no absolute IRI.'),
    ("a label is the term", 'label="Skills"', 'label="Skill"', 'entry 1: the category "Skills" has another label.'),
    # Dates
    (
        "dates are RFC 3339",
        "<published>2021-01-20T10:00:00Z",
        "<published>2021-01-20 10:00:00Z",
        'entry 2: published "2021-01-20 10:00:00Z" is no date',
    ),
    (
        "dates exist",
        "<published>2021-01-20T10:00:00Z",
        "<published>2021-02-30T10:00:00Z",
        'entry 2: published "2021-02-30T10:00:00Z" is no date',
    ),
    (
        "dates have a zone",
        "<published>2021-01-20T10:00:00Z",
        "<published>2021-01-20T10:00:00",
        'entry 2: published "2021-01-20T10:00:00" is no date',
    ),
    (
        "dates are not padded",
        "<published>2021-01-20T10:00:00Z",
        "<published> 2021-01-20T10:00:00Z",
        "entry 2: published is padded",
    ),
    (
        "dates are plausible",
        "<published>2021-01-20T10:00:00Z",
        "<published>1989-12-31T10:00:00Z",
        "entry 2: published is before 1990.",
    ),
    (
        "dates are past",
        "2021-01-21T08:00:00Z</updated>\n  <author",
        "2126-01-21T08:00:00Z</updated>\n  <author",
        "feed: updated is in the future.",
    ),
    (
        "no two entries share updated",
        "<updated>2021-01-20T10:00:00Z",
        "<updated>2021-01-21T08:00:00Z",
        'feed: updated "2021-01-21T08:00:00+00:00" occurs 2 times.',
    ),
    (
        "updated is not before published",
        "<updated>2021-01-20T10:00:00Z",
        "<updated>2021-01-20T09:00:00Z",
        "entry 2: updated is before published.",
    ),
    (
        "the newest comes first",
        "2021-01-20T10:00:01Z",
        "2021-01-20T09:00:00Z",
        "entry 2: is newer than the one before it.",
    ),
    (
        "the feed is updated with its newest entry",
        "Z</updated>\n  <author",
        "+01:00</updated>\n  <author",
        "feed: updated is not that of the newest item.",
    ),
]
BAD_HTML = [
    ("a paragraph is closed", "<p>x", "<p> is not closed"),
    ("an end tag closes something", "x</p>", "</p> closes nothing"),
    ("elements are nested", "<b><i>x</b></i>", "</b> closes nothing"),
    ("a list stands outside of a paragraph", "<p><ul><li>x</li></ul></p>", "<ul> stands in a wrong place"),
    (
        "a link stands outside of a link",
        '<a href="https://a.org/"><a href="https://a.org/">x</a></a>',
        "<a> stands in a wrong place",
    ),
    ("a void element has no end tag", "x<br></br>", "</br> closes nothing"),
    ("a reference leads to no control character", "x&#128;", "&#128; is no character"),
    ("a script is refused", "<p>x</p><script></script>", "<script> is not allowed"),
    ("an unknown element is refused", "<news>x</news>", "<news> is not allowed"),
    ("an event handler is refused", '<p onclick="x">x</p>', "onclick is not allowed"),
    ("a style is refused", '<p style="position:absolute">x</p>', "style is not allowed"),
    ("an attribute occurs once", '<p title="x" title="y">x</p>', "title occurs twice"),
    ("a paragraph does not close itself", "x<p/>", "<p/> cannot close itself"),
    ("a link is absolute", '<a href="/news">x</a>', 'href "/news" is no absolute URL'),
    (
        "a link that is not the first attribute is absolute",
        '<a class="c" href="/news">x</a>',
        'href "/news" is no absolute URL',
    ),
    ("a link leads to no script", '<a href="javascript:x">x</a>', 'href "javascript:x" is no absolute URL'),
    ("an image is absolute", '<img src="a.png">', 'src "a.png" is no absolute URL'),
    ("a < is escaped", "1 < 2", "a < is not escaped, or begins a comment"),
    ("a comment is refused", "x<!-- a -- b -->", "a < is not escaped, or begins a comment"),
    ("an ampersand is escaped", "R&D", "&D is not escaped"),
    ("an entity ends with a semicolon", "&copy x", "&copy is not escaped"),
    ("a control character is refused", "x\x7f", "U+007F is no character of HTML"),
    ("a non-character is refused", "x\U0001fffe", "U+1FFFE is no character of HTML"),
]
RSS_MUTATIONS = [
    ("the version is 2.0", 'version="2.0"', 'version="2.1"', 'rss: rss@version "2.1" is no 2.0.'),
    ("a channel has a title", "<title>Example Organization: all news</title>", "", "rss: channel lacks title."),
    (
        "a channel has a description",
        "<description>Everything the listing carries</description>",
        "",
        "rss: channel lacks description.",
    ),
    ("a channel has a link", "<link>https://www.example.org/news</link>", "", "rss: channel lacks link."),
    ("a channel has a language", "<language>en</language>", "", "rss: channel lacks language."),
    ("a language is known", ">en<", ">english<", 'rss: language "english" is no language.'),
    (
        "a generator has no version",
        ">feedpub<",
        ">feedpub 1.0<",
        'rss: generator "feedpub 1.0" is no feedpub without a version.',
    ),
    (
        "a channel has no second language",
        "<generator>",
        "<dc:language>en</dc:language><generator>",
        "rss: channel must not hold dc:language.",
    ),
    (
        "items come last",
        "</channel>",
        "<pubDate>Thu, 21 Jan 2021 08:00:00 +0000</pubDate></channel>",
        "rss: pubDate stands after the first item.",
    ),
    ("ttl is a positive integer", "<ttl>60</ttl>", "<ttl>0</ttl>", 'rss: ttl "0" is no positive integer.'),
    ("ttl agrees with the update period", "<ttl>60</ttl>", "<ttl>30</ttl>", "channel: ttl is 30, but"),
    ("an update period is known", ">hourly<", ">often<", 'rss: sy:updatePeriod "often" is no update period.'),
    ("the rhythm is complete", "<ttl>60</ttl>", "", "channel: the rhythm is incomplete"),
    (
        "a channel links to itself",
        'rel="self" type="application/rss+xml"',
        'rel="license"',
        "channel: the self link is missing.",
    ),
    ("the self link is true", 'all.rss.xml" rel="self"', 'other.xml" rel="self"', "channel: the self link leads to"),
    (
        "the self link is of the type of RSS",
        "application/rss+xml",
        "application/atom+xml",
        "channel: the self link is not of the type",
    ),
    (
        "no two alternates are alike",
        "application/feed+json",
        "application/atom+xml",
        'feed: link "alternate application/atom+xml" occurs 2 times.',
    ),
    (
        "lastBuildDate is RFC 822",
        "Thu, 21 Jan 2021 08:00:00 +0000",
        "2021-01-21T08:00:00Z",
        'channel: lastBuildDate "2021-01-21T08:00:00Z" is no date',
    ),
    (
        "lastBuildDate is not before a pubDate",
        "Thu, 21 Jan 2021 08",
        "Mon, 18 Jan 2021 08",
        "channel: lastBuildDate is not that of the newest item.",
    ),
    (
        "an item has a guid",
        '<guid isPermaLink="false">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03</guid>',
        "",
        "item 2: item lacks guid.",
    ),
    (
        "an item has a creator",
        "10:00:00 +0000</pubDate>\n      <dc:creator>Example Organization</dc:creator>",
        "10:00:00 +0000</pubDate>",
        "item 2: item lacks dc:creator.",
    ),
    (
        "an item has no second author",
        "<dc:rights>",
        "<author>a@example.org (A)</author><dc:rights>",
        "item 1: item must not hold author.",
    ),
    (
        "an item has a link",
        "<link>https://www.example.org/news#:~:text=Child%20labour%20falls</link>",
        "",
        "item 2: item lacks link.",
    ),
    (
        "a guid says that it is no link",
        ' isPermaLink="false">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03',
        ">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "item 2: guid lacks @isPermaLink.",
    ),
    (
        "a guid does not claim to be a link",
        'isPermaLink="false">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03',
        'isPermaLink="true">urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03',
        'item 2: guid@isPermaLink "true" is no false.',
    ),
    (
        "guids are unique",
        "8f3a03",
        "8f3a02",
        'feed: guid "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02" occurs 2 times.',
    ),
    (
        "a guid is an absolute IRI",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "1234",
        'item 2: guid "1234" is no canonical IRI',
    ),
    (
        "a guid is not too long",
        "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a03",
        "tag:example.org,2021:" + "x" * 225,
        'item 2: guid "tag:example.org,2021:xxx',
    ),
    (
        "pubDate is written with +0000",
        "10:00:00 +0000",
        "10:00:00 GMT",
        'item 2: pubDate "Wed, 20 Jan 2021 10:00:00 GMT" is no date',
    ),
    (
        "pubDate has the right weekday",
        "Wed, 20 Jan 2021 10:00:00",
        "Thu, 20 Jan 2021 10:00:00",
        'item 2: pubDate "Thu, 20 Jan 2021 10:00:00 +0000" is no date',
    ),
    (
        "pubDate has a year of four digits",
        "20 Jan 2021 10:00:00",
        "20 Jan 21 10:00:00",
        'item 2: pubDate "Wed, 20 Jan 21 10:00:00 +0000" is no date',
    ),
    (
        "pubDate is plausible",
        "Wed, 20 Jan 2021 10:00:00",
        "Sat, 20 Jan 1968 10:00:00",
        "item 2: pubDate is before 1990.",
    ),
    ("pubDate is past", "Wed, 20 Jan 2021 10:00:01", "Sun, 20 Jan 2126 10:00:01", "item 1: pubDate is in the future."),
    ("the newest comes first", "10:00:01 +0000", "09:00:00 +0000", "item 2: is newer than the one before it."),
    ("a title is not blank", "Child labour falls<", " <", "item 2: title is blank."),
    (
        "a start tag in a title looks like HTML",
        "Child labour falls<",
        "a &lt;b&gt; c<",
        "item 2: title is plain text, but",
    ),
    ("a bare < in a title looks like HTML", "Child labour falls<", "a&lt;b<", "item 2: title is plain text, but"),
    (
        "an entity in a title looks like HTML",
        "Child labour falls<",
        "a &amp;lt; b<",
        "item 2: title is plain text, but",
    ),
    (
        "an end tag in a category looks like HTML",
        ">Skills<",
        ">&lt;b&gt;Skills&lt;/b&gt;<",
        "item 1: category is plain text, but",
    ),
    (
        "HTML in the description of a channel is refused",
        "Everything the listing",
        "&lt;p&gt;Everything the&lt;/p&gt; listing",
        "rss: description is plain text, but",
    ),
    ("a description is not empty", "What the survey found", "", "item 2: description is blank."),
    (
        "a description shows something",
        "What the survey found",
        "&lt;p&gt;&lt;br&gt;&lt;/p&gt;",
        "item 2: description shows nothing.",
    ),
    ("a domain is absolute", "urn:feedpub:topic", "topic", 'item 1: category@domain "topic" is no absolute IRI.'),
    (
        "a link is percent-encoded",
        "text=Child%20labour",
        "text=Child labour",
        'item 2: link "https://www.example.org/news#:~:text=Child labour%20falls" is no',
    ),
    (
        "a link is in ASCII",
        "text=Child",
        "text=Kindé",
        'item 2: link "https://www.example.org/news#:~:text=Kindé%20labour',
    ),
    ("a C1 control is refused", ">Geneva<", ">Gen\x92ve<", "item 1: dcterms:spatial holds the character U+0092."),
    (
        "the prefix of a namespace is the usual one",
        "<rss ",
        '<rss xmlns:history="http://purl.org/syndication/history/1.0" ',
        "document: declares the namespace",
    ),
]
JSON_MUTATIONS = [
    (
        "the version is 1.1",
        "version/1.1",
        "version/1",
        'feed: version "https://jsonfeed.org/version/1" is no version of JSON Feed 1.1.',
    ),
    ("a feed has a title", '"title": "Example Organization: all news",', "", "feed: feed lacks title."),
    (
        "feed_url is true",
        '"feed_url": "https://feeds.example.org/all.json"',
        '"feed_url": "https://feeds.example.org/a.json"',
        'feed: feed_url is "https://feeds.example.org/a.json"',
    ),
    (
        "home_page_url is absolute",
        '"https://www.example.org/news",',
        '"/news",',
        'feed: home_page_url "/news" is no absolute URL.',
    ),
    ("a language is known", '"en"', '"xq"', 'feed: language "xq" is no language.'),
    (
        "authors is an array",
        '[{"name": "Example Organization"}]',
        '{"name": "Example Organization"}',
        "feed: authors is no array.",
    ),
    ("authors is not a name", '[{"name": "Example Organization"}]', '[""]', "feed: authors lacks name."),
    (
        "an author has a name",
        '{"name": "Example Organization"}',
        '{"url": "https://example.org/"}',
        "feed: authors lacks name.",
    ),
    ("an unknown key is refused", '"language"', '"color": "red", "language"', "feed: feed must not hold color."),
    (
        "a key occurs once",
        '"language"',
        '"title": "x", "language"',
        "document: is no JSON in UTF-8: an object has a key twice.",
    ),
    ("the document is JSON", "}\n  ]", "},\n  ]", "document: is no JSON in UTF-8"),
    ("items is an array", '"items": [', '"items": 1, "_": [', "document: is no object with an array of items."),
    ("ids are unique", "8f3a03", "8f3a02", 'feed: id "urn:uuid:6f1d0f0e-7c57-5c0a-9d53-0d1f0b8f3a02" occurs 2 times.'),
    ("a title is a string", '"Child labour falls"', "7", "item 2: title must not hold int."),
    ("an item has a title", '"title": "Child labour falls",', "", "item 2: item lacks title."),
    ("a title is not padded", "Child labour falls", " Child labour falls", "item 2: title is padded"),
    (
        "an item has content",
        '"content_text": "20 January 2021, Geneva",',
        "",
        "item 2: content_text and content_html are missing.",
    ),
    (
        "content_html is good",
        "<em>young</em>",
        "young</em>",
        "item 1: content_html has bad HTML: </em> closes nothing.",
    ),
    (
        "a summary does not repeat the content",
        "What the survey found",
        "20 January 2021, Geneva",
        "item 2: the summary repeats the content.",
    ),
    (
        "an item has an absolute url",
        "https://www.example.org/news#:~:text=Child",
        "news#:~:text=Child",
        'item 2: url "news#:~:text=Child%20labour%20falls" is no',
    ),
    (
        "an item has date_published",
        ',\n      "date_published": "2021-01-20T10:00:00Z"',
        "",
        "item 2: item lacks date_published.",
    ),
    (
        "dates are RFC 3339",
        "2021-01-20T10:00:00Z",
        "20 January 2021",
        'item 2: date_published "20 January 2021" is no date',
    ),
    (
        "date_modified is not before date_published",
        "2021-01-21T08",
        "2021-01-19T08",
        "item 1: date_modified is before date_published.",
    ),
    (
        "the newest comes first",
        "2021-01-20T10:00:01Z",
        "2021-01-20T09:00:01Z",
        "item 2: is newer than the one before it.",
    ),
    ("tags are words", '["Skills"]', "[1]", "item 1: tags must not hold int."),
    (
        "a C1 control is refused",
        "Child labour falls",
        "Child\\u0092s labour",
        "item 2: title holds the character U+0092.",
    ),
    (
        "a lone surrogate is refused",
        "Child labour falls",
        "Child\\ud83d labour",
        "item 2: title holds the character U+D83D.",
    ),
]
OPML_MUTATIONS = [
    ("the version is 2.0", 'version="2.0"', 'version="1.0"', 'opml: opml@version "1.0" is no 2.0.'),
    ("a list has a title", "<title>Feeds of Example Organization</title>", "", "opml: head lacks title."),
    ("docs is refused", "</head>", "<docs>https://opml.org/spec2.opml</docs></head>", "opml: head must not hold docs."),
    ("a feed has a text", 'text="Skills" ', "", "opml: outline lacks @text."),
    ("a text is not blank", 'text="Skills"', 'text=""', "opml: outline@text is blank."),
    ("a feed has a title", ' title="Skills"', "", 'opml: the feed "Skills" lacks type, title or xmlUrl.'),
    (
        "a feed has a type",
        'title="Skills" type="rss"',
        'title="Skills"',
        'opml: the feed "Skills" lacks type, title or xmlUrl.',
    ),
    (
        "a feed is of the type rss",
        'title="Skills" type="rss"',
        'title="Skills" type="atom"',
        'opml: outline@type "atom" is no rss.',
    ),
    (
        "a feed has an absolute xmlUrl",
        "https://feeds.example.org/topics/",
        "topics/",
        'opml: outline@xmlUrl "topics/skills.atom.xml" is no absolute URL.',
    ),
    (
        "a folder is no feed",
        '<outline text="Topics">',
        '<outline text="Topics" type="rss">',
        'opml: the folder "Topics" is marked as a feed.',
    ),
    ("a list is not empty", "<body>", "<body/><!--", "document: is not well-formed"),
]


GOOD_HTML = [
    "R&amp;D &lt; 5 &#39;x&#39; &nbsp;&#x27;",
    'a<br>b<br/><img src="https://example.org/a.png" alt="">',
    "<p>One</p><ul><li>a</li><li><p>b</p></li></ul><blockquote><p>c</p></blockquote>",
    "<table><caption>c</caption><thead><tr><th>h</th></tr></thead><tbody><tr><td><p>x</p></td></tr></tbody></table>",
    '<a title="1 &gt; 0 > &quot;" href="mailto:press@example.org">x</a><a href="https://example.org/?a=1&amp;b=2#c">y</a>',
    "<dl><dt>a</dt><dd>b</dd></dl><h2>c</h2><h3>d</h3><pre>\n e</pre><hr>",
]
GOOD_TITLES = ["a <b> c", "a<b", "a &lt; b", "5&6", "AT&T", "M&A2020", "a &amp; b"]
Mutation = tuple[str, str, str, str]


def rules(mutations: list[Mutation]) -> pytest.MarkDecorator:
    """Parametrise a test with mutations, each named after the rule it breaks."""
    return pytest.mark.parametrize(
        ("old", "new", "fault"), [row[1:] for row in mutations], ids=[row[0] for row in mutations]
    )


def mutate(document: bytes, old: str, new: str) -> bytes:
    """Break one rule in a perfect document."""
    assert old.encode() in document
    return document.replace(old.encode(), new.encode())


def begin(faults: list[str], fault: str) -> list[str]:
    """Cut each fault to the length of the expected one."""
    return [text[: len(fault)] for text in faults]


def test_a_perfect_document_has_no_fault() -> None:
    assert [] == atom_faults(ATOM, ATOM_URL, now=NOW)
    assert [] == rss_faults(RSS, RSS_URL, now=NOW)
    assert [] == json_faults(JSON, JSON_URL, now=NOW)
    assert [] == opml_faults(OPML)


@rules(ATOM_MUTATIONS)
def test_atom(old: str, new: str, fault: str) -> None:
    document = mutate(ATOM, old, new)

    faults = atom_faults(document, ATOM_URL, now=NOW)

    assert [fault] == begin(faults, fault)


@rules(RSS_MUTATIONS)
def test_rss(old: str, new: str, fault: str) -> None:
    document = mutate(RSS, old, new)

    faults = rss_faults(document, RSS_URL, now=NOW)

    assert [fault] == begin(faults, fault)


@rules(JSON_MUTATIONS)
def test_json(old: str, new: str, fault: str) -> None:
    document = mutate(JSON, old, new)

    faults = json_faults(document, JSON_URL, now=NOW)

    assert [fault] == begin(faults, fault)


@rules(OPML_MUTATIONS)
def test_opml(old: str, new: str, fault: str) -> None:
    document = mutate(OPML, old, new)

    faults = opml_faults(document)

    assert [fault] == begin(faults, fault)


@pytest.mark.parametrize(("html", "fault"), [row[1:] for row in BAD_HTML], ids=[row[0] for row in BAD_HTML])
def test_html_in_a_description(html: str, fault: str) -> None:
    document = mutate(RSS, "What the survey found", escape(html))

    faults = rss_faults(document, RSS_URL, now=NOW)

    assert f"item 2: description has bad HTML: {fault}." in faults


@pytest.mark.parametrize(("html", "fault"), [row[1:] for row in BAD_HTML], ids=[row[0] for row in BAD_HTML])
def test_html_in_content(html: str, fault: str) -> None:
    document = mutate(ATOM, '"text">20 January 2021, Geneva', f'"html">{escape(html)}')

    faults = atom_faults(document, ATOM_URL, now=NOW)

    assert f"entry 2: content has bad HTML: {fault}." in faults


@pytest.mark.parametrize("html", GOOD_HTML)
def test_good_html_has_no_fault(html: str) -> None:
    document = mutate(RSS, "What the survey found", escape(html))

    faults = rss_faults(document, RSS_URL, now=NOW)

    assert [] == faults


@pytest.mark.parametrize("title", GOOD_TITLES)
def test_a_title_in_hexadecimal_references_is_plain_text(title: str) -> None:
    written = title.replace("&", "&#x26;").replace("<", "&#x3C;")

    faults = rss_faults(mutate(RSS, "Child labour falls<", f"{written}<"), RSS_URL, now=NOW)

    assert [] == faults
