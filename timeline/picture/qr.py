"""Addresses as QR codes, for paper and for the phone beside the screen."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """Return the address as an SVG: black on white in any colour scheme, since readers of codes want it so."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - a code holds only shapes
