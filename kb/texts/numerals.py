"""Numerals as the books print them, both ways.

Depths are kept as the book gives them (``3 分``, ``1.5 寸``), breaths as ``7 呼``, cones as plain
numbers (``3``, ``3-7``). `spellings` gives every way a figure may stand in a text, so that the
checker can look for it.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["NUMERAL", "count", "depth", "number", "spellings"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}

NUMERAL = "一二三四五六七八九十百千两廿卅半数"
"""Characters that can be part of a printed number (folded)."""


def number(text: str) -> Decimal | None:
    """Return the value of a folded printed number, None when it is not one.

    ``七七`` is seven times seven and ``一七`` once seven, the books' way of counting cones;
    ``五七`` (five to seven) is left to the caller, because it is not one number.

    Examples
    --------
    >>> [str(number(text)) for text in ("三", "二十一", "百", "半", "二分半", "七七")]
    ['3', '21', '100', '0.5', 'None', '49']
    """
    if text in ("七七", "一七", "二七", "三七"):
        return Decimal(_DIGITS[text[0]] * _DIGITS[text[1]])
    if text == "半":
        return Decimal("0.5")
    total = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            total += _TENS[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
    return Decimal(total + (digit or 0)) if text else None


def count(text: str) -> str:
    """Return a printed count as digits, ``3`` or a range ``3-5``; empty when it is none.

    Examples
    --------
    >>> count("三"), count("三五"), count("七七"), count("随年")
    ('3', '3-5', '49', '')
    """
    value = number(text)
    if value is not None:
        return _plain(value)
    if len(text) == 2 and all(char in _DIGITS for char in text):
        low, high = (_DIGITS[char] for char in text)
        return f"{low}-{high}" if low < high else ""
    return ""


def depth(text: str) -> str:
    """Return a printed depth as ``VALUE 分`` or ``VALUE 寸``; empty when it is none.

    Examples
    --------
    >>> depth("三分"), depth("一寸五分"), depth("二分半"), depth("寸半"), depth("三四分")
    ('3 分', '1.5 寸', '2.5 分', '1.5 寸', '3-4 分')
    """
    whole, inch, rest = text.partition("寸")
    if not inch:
        whole, _, tail = text.partition("分")
        value = number(whole)
        if value is None and not tail and (several := count(whole)):
            return f"{several} 分"
        if value is None or tail not in ("", "半"):
            return ""
        return f"{_plain(value + (Decimal('0.5') if tail else 0))} 分"
    inches = number(whole) if whole else Decimal(1)
    if inches is None:
        return ""
    if rest == "半":
        return f"{_plain(inches + Decimal('0.5'))} 寸"
    if rest:
        tenths = depth(rest)
        if not tenths.endswith("分"):
            return ""
        inches += Decimal(tenths.split()[0]) / 10
    return f"{_plain(inches)} 寸"


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _printed(value: int) -> tuple[str, ...]:
    """Return the printed forms of a whole number up to 9999."""
    digits = "〇一二三四五六七八九"
    text = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        part, value = divmod(value, size)
        if part:
            text += ("" if part == 1 and not text and unit == "十" else digits[part]) + unit
    text += digits[value] if value else ""
    forms = {text}
    if text.startswith(("一百", "一千")):
        forms.add(text[1:])
    if text.startswith("二十"):
        forms.add("廿" + text[2:])
    if text.startswith("三十"):
        forms.add("卅" + text[2:])
    return tuple(sorted(forms))


_TIMES = {7: "一七", 14: "二七", 21: "三七", 49: "七七"}


def _wholes(text: str) -> tuple[str, ...]:
    value = Decimal(text)
    if value != int(value):
        return ()
    whole = int(value)
    return _printed(whole) + ((_TIMES[whole],) if whole in _TIMES else ())


def _depths(value: str, unit: str) -> list[str]:
    figure = Decimal(value)
    whole, part = divmod(figure, 1)
    found: list[str] = []
    if unit == "分":
        if not part:
            found += [f"{form}分" for form in _printed(int(figure))]
        elif part == Decimal("0.5"):
            found += [f"{form}分半" for form in _printed(int(whole))] if whole else ["半分"]
        return found
    heads = [f"{form}寸" for form in _printed(int(whole))] if whole else []
    if not part:
        return heads
    if part == Decimal("0.5"):
        found += [f"{head}半" for head in heads] or ["半寸"]
        found += ["寸半"] if whole == 1 else []
    tenths = part * 10
    tails = _depths(str(tenths), "分")
    heads += ["寸"] if whole == 1 else []
    return found + [f"{head}{tail}" for head in heads or [""] for tail in tails]


def spellings(figure: str, unit: str) -> tuple[str, ...]:
    """Return every folded way in which a figure of our data may be printed.

    Parameters
    ----------
    figure : str
        ``3``, ``1.5`` or a range ``3-7``.
    unit : str
        ``分``, ``寸``, ``呼`` or ``壮``.

    Returns
    -------
    tuple of str
        Longest first; empty when no printed form is known.

    Examples
    --------
    >>> spellings("1.5", "寸")
    ('一寸五分', '一寸半', '寸五分', '寸半')
    >>> spellings("3-5", "壮")[:2]
    ('三壮或五壮', '三壮止五壮')
    """
    low, dash, high = figure.partition("-")
    if dash:
        pairs = [(a, b) for a in spellings(low, unit) for b in spellings(high, unit)]
        found = [f"{a}{join}{b}" for a, b in pairs for join in ("至", "", "或", "止")]
        if unit in ("壮", "呼", "分"):
            bare = [(a.removesuffix(unit), b) for a, b in pairs]
            found += [f"{a}{join}{b}" for a, b in bare for join in ("至", "", "或", "止")]
        return tuple(sorted(set(found), key=lambda form: (-len(form), form)))
    if unit in ("分", "寸"):
        found = _depths(low, unit)
    else:
        found = [f"{form}{unit}" for form in _wholes(low)]
    return tuple(sorted(set(found), key=lambda form: (-len(form), form)))
