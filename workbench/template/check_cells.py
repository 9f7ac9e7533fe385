"""The cells of a cross-check as formulas over each other (METHOD 2.2, rulings R3 and R4).

In a check's own row a short name is the cell of that row: `base` is `FM02_base`. Tolerances stand in cells too,
so the verdict formula is the same along every row of a kind.
"""

from __future__ import annotations

from workbench.template.model import Check

SALES = "sales"  # the claim whose hard checks verify the turnover (ruling R12)
INPUT_CELLS = ("explanation", "explained_by", "accepted_by", "evidence_ref")
_DEVIATION = 'IF(COUNT(base,evidence)<2,"",IF(base=0,"",ROUND(evidence/base-1,check_digits)))'
_BAND_DEVIATION = (
    'IF(ready=0,"",IF(evidence>high,ROUND(evidence/high-1,check_digits),'
    "IF(evidence<low,ROUND(evidence/low-1,check_digits),0)))"
)
_NEAR = "IF(ready=0,0,IF(AND(ABS(evidence-base)<=check_small_sum,NOT(base=0)),1,0))"
_SIZE = 'IF(COUNT(deviation)=0,"",ABS(deviation))'
_SIZE_ONE_SIDED = 'IF(COUNT(deviation)=0,"",MAX(0,deviation))'
# A check without its limits is no more performed than one without its evidence.
_READY = {
    "deviation": "IF(COUNT(base,evidence,pass,note,fail)=5,1,0)",
    "band": "IF(COUNT(evidence,low,high,fail_low,fail_high)=5,1,0)",
    "flag": "IF(COUNT(evidence)=1,1,0)",
}
_STEPS = "1+(size>pass)+(size>note)+(size>fail)"
_GRADED = {
    "deviation": f"IF(base=0,IF(evidence=0,verdict.na,verdict.fail),{_STEPS})",
    "custom": f"IF(COUNT(size)=0,verdict.fail,{_STEPS})",
    "band": (
        "IF(OR(evidence<fail_low,evidence>fail_high),verdict.fail,IF(OR(evidence<low,evidence>high),verdict.explain,1))"
    ),
    "flag": "IF(evidence=1,1,verdict.fail)",
}
_VERDICT = "IF(COUNT(applies)=0,0,IF(applies=0,verdict.na,IF(ready=0,0,graded)))"
_VERDICT_NEAR = "IF(COUNT(applies)=0,0,IF(applies=0,verdict.na,IF(ready=0,0,IF(near=1,1,graded))))"
PERFORMED = "IF(AND(verdict>0,verdict<verdict.na),1,0)"
POINTS = "LOOKUP(verdict,verdict_points.code,verdict_points.points)"
IMPLIED = 'IF(AND(performed=1,COUNT(deviation)=1),sales_total*(1+deviation),"")'


def boundary_cells(check: Check) -> dict[str, str]:
    """The cells that look outward and so need a readiness guard: base, evidence, applies."""
    cells = {"base": check.base, "evidence": check.evidence, "applies": check.applies}
    return {cell: text for cell, text in cells.items() if text}


def limit_cells(check: Check) -> dict[str, str]:
    """The tolerance or band cells; a limit that is not set stands at `no_limit`."""
    if check.kind == "deviation":
        note = check.tolerance_note or "AVERAGE(pass,fail)"
        return {"pass": check.tolerance_pass, "note": note, "fail": check.tolerance_fail}
    if check.kind == "band":
        return {
            "low": check.low or "-no_limit",
            "high": check.high or "no_limit",
            "fail_low": check.fail_low or "-no_limit",
            "fail_high": check.fail_high or "no_limit",
        }
    return {}


def inner_cells(check: Check) -> dict[str, str]:
    """The cells computed from the row itself, in order."""
    cells = {"ready": _READY[check.kind]}
    if check.kind == "deviation":
        custom = f'IF(COUNT(base,evidence)<2,"",IFERROR(ROUND({check.deviation},check_digits),""))'
        cells["deviation"] = custom if check.deviation else _DEVIATION
        cells["size"] = _SIZE_ONE_SIDED if check.one_sided else _SIZE
        cells["near"] = _NEAR if check.type == "money" else "0"
    elif check.kind == "band":
        cells["deviation"] = _BAND_DEVIATION
    cells["graded"] = f"IF(ready=1,{_GRADED['custom' if check.deviation else check.kind]},0)"
    cells["verdict"] = _VERDICT_NEAR if check.kind == "deviation" else _VERDICT
    cells["hard"] = "1" if check.hard else "0"
    cells["required"] = "1" if check.required else "0"
    cells["weight"] = "check_weight_hard" if check.hard else "check_weight_soft"
    cells["performed"] = PERFORMED
    cells["points"] = POINTS
    on_sales = check.claim == SALES
    cells["sales"] = "1" if on_sales else "0"
    cells["implied"] = IMPLIED if on_sales and check.hard else '""'
    return cells
