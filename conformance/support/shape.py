"""What an answer must look like, written as a picture of it."""

import re


def assert_shape(found, expected, place="answer"):
    """`expected` holds types, values, compiled patterns, functions, lists of one (each item looks so, at least one), and objects (these fields at least)."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), f"{place} is {found!r}, not an object"
        for name, shape in expected.items():
            assert name in found, f"{place} has no {name}: {found}"
            assert_shape(found[name], shape, f"{place}.{name}")
    elif isinstance(expected, list):
        assert isinstance(found, list) and found, f"{place} is {found!r}, not a list with items"
        for index, item in enumerate(found):
            assert_shape(item, expected[0], f"{place}[{index}]")
    elif isinstance(expected, type):
        assert type(found) is expected, f"{place} is {found!r}, not {expected.__name__}"
    elif isinstance(expected, re.Pattern):
        assert isinstance(found, str) and expected.fullmatch(found), f"{place} is {found!r}, not {expected.pattern}"
    elif callable(expected):
        assert expected(found), f"{place} is {found!r}"
    else:
        assert found == expected, f"{place} is {found!r}, not {expected!r}"
