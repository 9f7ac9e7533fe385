"""What finds a person does not leave the survey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.masking import mask_account, mask_free_text, mask_id, mask_name, mask_phone, mask_value


@pytest.mark.parametrize(
    ("mask", "text", "masked"),
    [
        (mask_name, "张三", "张*"),
        (mask_name, "张小三", "张**"),
        (mask_name, "阿依古丽·买买提", "阿***·买**"),
        (mask_name, "John Smith", "J*** S****"),
        (mask_name, "李", "李"),
        (mask_id, "320581198503071234", "320***********1234"),
        (mask_id, "32058119850307123X", "320***********123X"),
        (mask_id, "320581850307123", "320********7123"),
        (mask_id, "12345", "*****"),
        (mask_phone, "13812341234", "138****1234"),
        (mask_phone, "+86 138-1234-1234", "138****1234"),
        (mask_phone, "12345", "*****"),
        (mask_account, "6222 0212 3456 7890 123", "****0123"),
        (mask_account, "12", "**"),
    ],
)
def test_masks(mask: object, text: str, masked: str) -> None:
    assert callable(mask)
    assert mask(text) == masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系王五13812341234，证件320581198503071234。", "联系王五138****1234，证件320***********1234。"),
        ("账号6222021234567890123转入", "账号****0123转入"),
        ("电话 +86 138 1234 1234", "电话 138****1234"),
        ("2026-06-30 转入 50000.00 元，合同 H-2026-0001", "2026-06-30 转入 50000.00 元，合同 H-2026-0001"),
        ("执照 92330200MA2XXXXX0X", "执照 92330200MA2XXXXX0X"),
    ],
)
def test_sentences_keep_everything_else(text: str, masked: str) -> None:
    assert mask_free_text(text) == masked
    assert mask_free_text(masked) == masked


@pytest.mark.parametrize(
    ("value", "value_type", "private", "masked"),
    [
        ("张三", "text", True, "张*"),
        ("6222021234567890", "text", True, "****7890"),
        (13812341234.0, "phone", False, "138****1234"),
        (["张三", None, "李四"], "text", True, ["张*", None, "李*"]),
        ("电话13812341234", "long_text", False, "电话138****1234"),
        (520000.0, "money", False, 520000.0),
        (None, "id_number", False, None),
        (True, "yes_no", False, True),
        ({"error": "#N/A"}, "text", True, {"error": "#N/A"}),
        ("joins", "choice", False, "joins"),
    ],
)
def test_values_are_masked_by_type(value: object, value_type: str, private: bool, masked: object) -> None:
    assert mask_value(value, value_type, private) == masked
    assert mask_value(masked, value_type, private) == masked


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.text("甲乙 ，。", max_size=5))
def test_no_id_number_survives_in_a_sentence(number: str, around: str) -> None:
    assert not re.search(r"[0-9]{12}", mask_free_text(f"{around}{number}{around}"))
