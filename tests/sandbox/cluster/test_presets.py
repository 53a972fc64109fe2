from __future__ import annotations

import pytest

from sandbox.cluster.errors import ClusterError
from sandbox.cluster.fits import basis, collective_fit, gemm_fit
from sandbox.cluster.gpus import find_format, find_gpu, gpus
from sandbox.cluster.presets import _words, find_preset, presets

LINK_FIELDS = ("ring", "p2p", "net", "net_p2p")


@pytest.mark.parametrize(
    ("name", "preset"),
    [
        ("h100", "h100"),
        ("DGX H100", "h100"),
        ("HGX-H100 (8x NVSwitch)", "h100"),
        ("h100-ib", "h100"),
        ("h100-4x8", "h100"),
        ("dgx_a100-80gb", "a100"),
        ("B200 HGX", "b200"),
        ("PCIe box", "pcie4"),
        ("p5.48xlarge", "h100-efa"),
        ("AWS p4de.24xlarge", "a100-efa"),
        ("H100 IB SHARP", "h100-sharp"),
        ("a100-single-process", "a100-single-process"),
        ("a100-1-process-g8", None),
    ],
)
def test_names_are_found_whatever_their_spelling(name: str, preset: str | None) -> None:
    if preset is None:
        with pytest.raises(ClusterError, match="Use one of: a100, "):
            find_preset(name)
    else:
        assert find_preset(name).name == preset


def test_no_name_means_two_presets() -> None:
    seen: dict[frozenset[str], str] = {}
    for preset in presets().values():
        for label in (preset.name, *preset.aliases):
            assert seen.setdefault(_words(label), preset.name) == preset.name, label


def test_every_bandwidth_of_a_preset_has_a_source() -> None:
    for preset in presets().values():
        assert not [f for f in LINK_FIELDS if not preset.sources.get(f)], preset.name
        assert preset.nvls is None or preset.sources["nvls"]


def test_every_fit_that_is_named_exists_with_its_basis() -> None:
    for preset in presets().values():
        for name in (preset.node_fit, preset.net_fit):
            assert collective_fit(name).latency_scale >= 1
            assert basis(name).rows >= 5
        assert preset.gpu in gpus(), preset.name
    for gpu in gpus().values():
        for f in gpu.formats.values():
            assert gemm_fit(f.fit).eff > 0
            assert basis(f.fit).median_error < 0.1


def test_a_base_is_inherited_and_overridden() -> None:
    h100, efa = find_preset("h100"), find_preset("h100-efa")
    assert efa.ring == h100.ring
    assert efa.net != h100.net
    assert efa.sources["ring"] == h100.sources["ring"]
    assert not set(efa.aliases) & set(h100.aliases)


@pytest.mark.parametrize(
    ("gpu", "dtype", "found"),
    [
        ("H100 (sm_90)", "bf16", ("h100", "bf16")),
        ("A100-80GB-SXM", "float16", ("a100", "fp16")),
        ("B200-SXM", "fp8_e4m3->bf16", ("b200", "fp8")),
        ("h100", "f32 (XLA default precision, TF32-class rates)", ("h100", "tf32")),
        ("V100-SXM2 (DGX-1)", "fp16->fp32 (mixed)", ("v100", "fp16")),
    ],
)
def test_gpus_and_formats_are_found_as_tables_write_them(gpu: str, dtype: str, found: tuple[str, str]) -> None:
    g = find_gpu(gpu)
    assert (g.name, find_format(g, dtype)) == found


def test_unknown_gpu_and_format_list_the_known() -> None:
    with pytest.raises(ClusterError, match=r"There is no GPU 'tpu'\. Use one of: v100, a100"):
        find_gpu("tpu")
    with pytest.raises(ClusterError, match=r"no format 'fp8' for a100\. Use one of: bf16, fp16, tf32"):
        find_format(find_gpu("a100"), "fp8")
