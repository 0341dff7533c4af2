"""What models take: tokens and dollars beside the credits of other providers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from inroad.state import Spend
from inroad.tools.budget import Budget
from inroad.tools.ledger import Ledger
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing import Usage


def ledger(folder: Path) -> Ledger:
    return Ledger(SqliteStore(folder / "inroad.sqlite"))


def test_tokens_and_dollars_add_up(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    account.used("r_1", "model", Usage(input_tokens=1000, output_tokens=200, dollars=0.00065))
    account.used("r_1", "model", Usage(calls=2, input_tokens=10, output_tokens=5, dollars=0.0001))
    account.used("r_2", "model", Usage(input_tokens=7))
    assert account.spent("r_1") == {"model": Spend(calls=3, input_tokens=1010, output_tokens=205, dollars=0.00075)}
    assert account.spent("r_2") == {"model": Spend(calls=1, input_tokens=7)}
    assert account.spent("r_2")["model"].model_dump() == {"calls": 1, "credits": 0, "saved": 0, "input_tokens": 7}


def test_tokens_are_no_credits_of_the_budget(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    account.used("r_1", "model", Usage(input_tokens=1000, dollars=5.0))
    account.saved("r_1", "pdl", 2)
    assert account.left("r_1", Budget(total=3), "pdl") == 3
    assert account.spent("r_1")["pdl"] == Spend(saved=2)


def test_batches_that_end_together_are_all_counted(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: account.used("r_1", "model", Usage(output_tokens=3)), range(40)))
    assert account.spent("r_1")["model"] == Spend(calls=40, output_tokens=120)


def test_what_has_a_name_is_counted_once_in_its_purse_and_in_the_batchs(tmp_path: Path) -> None:
    account = ledger(tmp_path)
    account.lay_within("r_1", "b_1")
    for name in ("c_1", "c_1", "c_2", "", ""):
        account.used("r_1", "model", Usage(output_tokens=3), once=name)
    account.used("r_2", "model", Usage(output_tokens=3), once="c_1")
    assert [account.spent(purse)["model"].calls for purse in ("r_1", "b_1", "r_2")] == [4, 4, 1]
