"""The kinds of HTML elements, as far as reading a page needs to tell them apart."""

SKIPPED = frozenset((
    "applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "figcaption", "frameset", "head", "iframe",
    "input", "map", "math", "nav", "noscript", "object", "option", "picture", "script", "select", "style", "svg",
    "template", "textarea", "video",
))  # fmt: skip
"""Elements whose contents are never part of a text."""

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
))  # fmt: skip
"""Elements that run on in the line."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that begin a new block, wherever they stand."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TEXT_BLOCKS = HEADINGS | {"p", "li", "blockquote", "td", "dd"}
"""Blocks that hold text; elements of an unknown kind run on in the line inside them."""

VERDICTS = {
    "aside": "drop", "address": "drop", "figure": "weak", "footer": "weak", "form": "weak", "table": "weak",
}  # fmt: skip
"""What an element's kind says of its box, in the words of data/boxes.csv."""

PICTURES = ("img", "picture", "video", "amp-img")

NAMING = ("class", "id", "data-testid", "data-component", "data-manual", "data-qa", "data-cy", "data-area")
"""The attributes that say what a box is for."""
