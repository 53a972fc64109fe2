from __future__ import annotations

import os
import time

import pytest

from sandbox.kernel_view import cpu_seconds, memory_kb, pid_of, shared_memory


def test_shared_memory_keeps_its_size() -> None:
    fd, view = shared_memory(4096)
    view[:3] = b"abc"
    assert os.pread(fd, 3, 0) == b"abc"
    for size in (0, 100, 8192):
        with pytest.raises(PermissionError):
            os.ftruncate(fd, size)
    os.close(fd)


def test_clocks_are_the_kernel_s() -> None:
    before = cpu_seconds(os.getpid())
    start = time.process_time()
    while time.process_time() - start < 0.02:
        pass
    assert 0.015 < cpu_seconds(os.getpid()) - before < 1
    assert cpu_seconds(2**22 - 1) == cpu_seconds(-1) == cpu_seconds(0) == 0.0
    assert memory_kb(os.getpid(), "VmHWM") >= memory_kb(os.getpid(), "VmRSS") * 0.5 > 1000
    assert memory_kb(2**22 - 1, "VmRSS") == 0


def test_pid_of_a_pidfd() -> None:
    fd = os.pidfd_open(os.getpid())
    assert pid_of(fd) == os.getpid()
    os.close(fd)
