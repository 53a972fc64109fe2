from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.cluster.errors import ClusterError
from sandbox.cluster.predict import predict_csv, predict_rows

GEMM = {"kind": "gemm", "gpu": "h100", "dtype": "bf16", "m": "8192", "n": "8192", "k": "8192"}
COLLECTIVE = {
    "kind": "collective",
    "preset": "h100",
    "gpus": "8",
    "nodes": "1",
    "collective": "all_reduce",
    "bytes": "1048576",
}
HEAD = "kind,preset,gpus,nodes,collective,bytes,gpu,dtype,m,n,k\n"


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "points.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_both_kinds_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "gemm,,,,,,h100,bf16,8192,8192,8192\ncollective,h100,8,1,all_reduce,1048576,,,,,\n")
    gemm, collective = predict_csv(path)
    assert (gemm.kind, gemm.model) == ("gemm", "h100/bf16")
    assert (collective.kind, collective.model) == ("collective", "h100")
    # 798 TFLOP/s measured; 28.6 us on AWS p5, 29-34 us elsewhere.
    assert gemm.time_us == pytest.approx(2 * 8192**3 / 798e6, rel=0.05)
    assert collective.time_us == pytest.approx(30, rel=0.25)
    assert json.loads(json.dumps(gemm.model_dump(mode="json")))["parts"]["bound"] == "compute"


def test_parts_of_a_collective_add_up() -> None:
    (p,) = predict_rows([COLLECTIVE])
    names = ("launch_us", "latency_us", "bandwidth_us", "ramp_us")
    assert sum(float(p.parts[n]) for n in names) == pytest.approx(p.time_us)
    assert {"algorithm", "protocol", "bus_gbs"} <= set(p.parts)
    assert "h100: " in p.basis


def test_parts_of_a_product_add_up() -> None:
    (p,) = predict_rows([GEMM])
    assert float(p.parts["launch_us"]) + float(p.parts["busy_us"]) == pytest.approx(p.time_us)
    slower = max(float(p.parts["waves_us"]) + float(p.parts["split_us"]), float(p.parts["memory_us"]))
    assert slower <= float(p.parts["busy_us"]) <= 1.19 * slower


def test_a_batch_is_optional() -> None:
    one, also, eight = predict_rows([GEMM, {**GEMM, "batch": ""}, {**GEMM, "batch": "8"}])
    assert one.time_us == also.time_us < eight.time_us


@pytest.mark.parametrize("name", ["all_reduce", "AllReduce", "all-reduce", "allreduce"])
def test_spellings_of_a_collective(name: str) -> None:
    (p,) = predict_rows([{**COLLECTIVE, "collective": name}])
    assert p == next(predict_rows([COLLECTIVE]))


def test_extra_columns_are_ignored() -> None:
    assert next(predict_rows([{**COLLECTIVE, "system": "x", "time_us": "1"}])) == next(predict_rows([COLLECTIVE]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "broadcast"}, r"kind is 'broadcast'\. Use one of: gemm, collective\."),
        ({"kind": ""}, "kind is empty"),
        ({"preset": "cray"}, r"row 1: There is no system 'cray'\. Use one of: a100, .*b200.*pcie4"),
        ({"collective": "gossip"}, "There is no 'gossip'. Use one of: all_reduce, all_gather, "),
        ({"bytes": "1e6"}, "bytes is '1e6'"),
        ({"bytes": "-4"}, "bytes is '-4'"),
        ({"bytes": "0"}, "bytes is '0'"),
        ({"bytes": "9999999999999999"}, "bytes is"),
        ({"bytes": "٣"}, "Not a count"),
        ({"bytes": ""}, "a collective row has no bytes"),
        ({"gpus": "1"}, "at least 2"),
        ({"gpus": "9", "nodes": "2"}, "9 GPUs on 2 nodes"),
        ({"gpus": "16"}, "a node of h100 has 8"),
    ],
)
def test_bad_collective_rows_say_what_to_mend(change: dict[str, str], message: str) -> None:
    with pytest.raises(ClusterError, match=message) as e:
        list(predict_rows([{**COLLECTIVE, **change}]))
    assert e.value.exit_status == 2
    assert e.value.title
    assert e.value.happened.startswith("row 1: ")
    assert e.value.todo


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gpu": "h9000"}, "There is no GPU 'h9000'"),
        ({"dtype": "int3"}, "no format 'int3' for h100. Use one of: bf16, fp16, tf32, fp8"),
        ({"m": "12.5"}, "m is '12.5'"),
        ({"k": "nan"}, "k is 'nan'"),
        ({"n": ""}, "a gemm row has no n"),
        ({"batch": "0"}, "batch is '0'"),
    ],
)
def test_bad_product_rows_say_what_to_mend(change: dict[str, str], message: str) -> None:
    with pytest.raises(ClusterError, match=message):
        list(predict_rows([{**GEMM, **change}]))


def test_a_bad_row_late_in_a_file_yields_nothing_and_names_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "gemm,,,,,,h100,bf16,1,1,1\n\ncollective,h100,8,1,all_reduce,x,,,,,\n")
    with pytest.raises(ClusterError, match=r"points\.csv:4: bytes is 'x'"):
        predict_csv(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names nothing"),
        ("a,b\n1,2\n", "No column `kind`"),
        (HEAD, "no rows"),
        ("kind,m,m\ngemm,1,2\n", "appears twice"),
        (b"kind,gpu\n\xff\xfe,1\n", "not UTF-8"),
        ('kind,gpu\ngemm,"x\n', "Cannot read the points"),
    ],
)
def test_files_that_are_no_points(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(ClusterError, match=message):
        predict_csv(write(tmp_path, text))


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="No such file"):
        predict_csv(tmp_path / "none.csv")
    with pytest.raises(ClusterError, match="Is a directory"):
        predict_csv(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, ("\ufeff" + HEAD + "gemm,,,,,,h100,bf16,1,1,1\n").encode())
    assert len(list(predict_csv(path))) == 1


@given(st.dictionaries(st.sampled_from([*COLLECTIVE, *GEMM]), st.text(max_size=8)))
def test_no_row_does_worse_than_a_cluster_error(change: dict[str, str]) -> None:
    for base in (GEMM, COLLECTIVE):
        with contextlib.suppress(ClusterError):
            assert all(0 < p.time_us < math.inf for p in predict_rows([{**base, **change}]))
