"""The shapes of the books whose entries are known, by source id.

Recipes and their traps: README of the source collection, section 3. A source that is not here is
checked on the cited line only.
"""

from __future__ import annotations

from types import MappingProxyType

from kb.texts.entries import Shape

__all__ = ["SHAPES"]

_LEIJING = Shape(
    start="038-1a.1",
    end="041-1a.1",
    heading=r"　　([^　(○]{1,5})(?:\(|　|○)",
    sections=(
        ("^　　手太隂肺經穴$", "LU"),
        ("^　　手陽明大腸經穴$", "LI"),
        ("^　　足陽明胃經穴$", "ST"),
        ("^　　足太隂脾經穴$", "SP"),
        ("^　　手少隂心經穴$", "HT"),
        ("^　　手太陽小腸經穴$", "SI"),
        ("^　　足太陽膀胱經穴$", "BL"),
        ("^　　足少隂腎經穴$", "KI"),
        ("^　　手厥隂心包絡經穴$", "PC"),
        ("^　　手少陽三焦經穴$", "TE"),
        ("^　　足少陽膽經穴$", "GB"),
        ("^　　足厥隂肝經穴$", "LR"),
        ("^　　任脉穴$", "CV"),
        ("^　　督脉穴$", "GV"),
    ),
    breaks="^　　(.{1,5}穴歌|類經圖翼卷.|欽定四庫全書)$",
)

SHAPES = MappingProxyType({"leijing-tuyi": _LEIJING})
"""Source id to shape."""
