"""Ways out of the sandbox: `ATTACKS`, and `attack` that tries one from a process confined as a candidate's is.

An attack is the body of a function that returns True where it got through; an exception, False and the end of the
process all mean that it was stopped. `python attacks.py TIER LANDLOCK_ABI` prints how each of them ended, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import textwrap
from pathlib import Path

import sandbox
from sandbox.broker import Caps, Ended, Process
from sandbox.isolation import isolate
from sandbox.launcher import Zygote

PRODUCT = str(Path(sandbox.__file__).parent)

ATTACKS = {
    "read a reference": f"return len(open('{PRODUCT}/problems/lru_cache_pins/reference.py').read()) > 0",
    "read cases by numpy": f"import numpy; return numpy.fromfile('{PRODUCT}/problems/lru_cache_pins/cases.py', dtype='u1').size > 0",
    "list the product": f"import os; return 'problems' in os.listdir('{PRODUCT}')",
    "walk up from numpy": "import numpy, os; return len(os.listdir(os.path.dirname(os.path.dirname(numpy.__file__)))) > 2",
    "import the product": f"""
        import importlib.util
        spec = importlib.util.spec_from_file_location('product', '{PRODUCT}/errors.py')
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        return True""",
    "import pydantic": "import numpy, os, sys; sys.path.append(os.path.dirname(os.path.dirname(numpy.__file__))); import pydantic; return True",
    "reach by symlink": f"import os; os.symlink('{PRODUCT}', '/tmp/hs-link'); os.unlink('/tmp/hs-link'); return True",
    "reach by dots": f"import os; return len(os.listdir(os.path.dirname(os.__file__) + '/../../../../../../../..{PRODUCT}')) > 0",
    "home": "import os, pwd; return len(os.listdir(pwd.getpwuid(os.getuid()).pw_dir)) > 0",
    "/etc/passwd": "return len(open('/etc/passwd').read()) > 0",
    "environment of the judge": "return b'PATH' in open('/proc/PARENT/environ', 'rb').read()",
    "memory of the judge": "open('/proc/PARENT/mem', 'rb'); return True",
    "maps of the judge": "return len(open('/proc/PARENT/maps').read()) > 0",
    "memory by process_vm_readv": """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        class Vector(ctypes.Structure):
            _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]
        here = ctypes.create_string_buffer(8)
        there = int(TARGET_ADDRESS)
        mine, theirs = Vector(ctypes.addressof(here), 8), Vector(there, 8)
        return libc.syscall(310, PARENT, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) == 8""",
    "ptrace a process": """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        # PTRACE_SEIZE does not stop the judge, and ends with this process.
        return libc.syscall(101, 0x4206, PARENT, 0, 0) == 0""",
    "find expected answers in memory": """
        import gc, sys
        seen = [o for o in gc.get_objects() if isinstance(o, (str, bytes)) and len(o) < 10000]
        frames, f = [], sys._getframe()
        while f:
            frames.append(repr(f.f_locals)); f = f.f_back
        return any('expected' in text for text in frames)""",
    "write to /tmp": "import os; open('/tmp/hs-attack', 'w').close(); os.unlink('/tmp/hs-attack'); return True",
    "write to /dev/shm": "import os; open('/dev/shm/hs-attack', 'w').close(); os.unlink('/dev/shm/hs-attack'); return True",
    "a temporary file": "import tempfile; tempfile.TemporaryFile(); return True",
    "a file in memory": "import os; os.memfd_create('x'); return True",
    "overwrite numpy": "import numpy; open(numpy.__file__, 'r+'); return True",
    "a TCP connection": """
        import socket
        s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
        return True""",
    "a name server": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53)); return True",
    "an abstract socket": r"import socket; socket.socket(socket.AF_UNIX).bind('\0hs-attack'); return True",
    "netlink": "import socket; socket.socket(16, socket.SOCK_RAW, 0).bind((0, 0)); return True",
    "a pipe": "import os; os.pipe(); return True",
    "fork": "import os\n        pid = os.fork()\n        if pid == 0: os._exit(0)\n        os.waitpid(pid, 0); return True",
    "subprocess": "import subprocess; return subprocess.run(['/bin/true']).returncode == 0",
    "os.system": "import os; return os.system('true') == 0",
    "multiprocessing": "import multiprocessing as m; p = m.get_context('fork').Process(target=print); p.start(); p.join(); return True",
    "a thread": "import threading; t = threading.Thread(target=print); t.start(); t.join(); return True",
    "signal the judge": "import os; os.kill(PARENT, 0); return True",
    "signal the zygote": "import os; os.kill(os.getppid() or 1, 0); return True",
    "a pidfd of the judge": "import os; os.pidfd_open(PARENT); return True",
    "a pidfd of the zygote": "import os; os.pidfd_open(os.getppid() or 1); return True",
    "limits of the judge": "import resource; resource.prlimit(PARENT, resource.RLIMIT_CPU); return True",
    "raise own limits": "import resource; resource.setrlimit(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)); return True",
    "priority of the judge": "import os; os.setpriority(os.PRIO_PROCESS, PARENT, os.getpriority(os.PRIO_PROCESS, PARENT)); return True",
    "cores of the judge": "import os; os.sched_setaffinity(PARENT, os.sched_getaffinity(PARENT)); return True",
    "other descriptors": """
        import os
        found = []
        for fd in range(4, 1024):
            try: os.fstat(fd)
            except OSError: continue
            found.append(fd)
        return bool(found)""",
    "write to the zygote's channel": """
        import os
        for fd in range(4, 1024):
            try:
                if os.write(fd, b'') == 0: return True
            except OSError: pass""",
    "new namespaces": "import ctypes; return ctypes.CDLL(None).unshare(0x10000000) == 0",
    "mount": "import ctypes; return ctypes.CDLL(None, use_errno=True).mount(b'none', b'/', None, 1 << 18, None) == 0",
    "chroot": "import os; os.chroot('/'); return True",
    "bpf": "import ctypes; l = ctypes.CDLL(None, use_errno=True); r = l.syscall(321, 0, 0, 0); return ctypes.get_errno() != 1",
    "io_uring": "import ctypes; b = ctypes.create_string_buffer(256); return ctypes.CDLL(None).syscall(425, 1, b) >= 0",
    "keyring": "import ctypes; l = ctypes.CDLL(None, use_errno=True); r = l.syscall(250, 0, -3, 0); return r >= 0",
    "the 32-bit door": """
        import ctypes
        l = ctypes.CDLL(None, use_errno=True)
        l.syscall(0x40000000 + 39)
        return ctypes.get_errno() != 38 or True""",
    "the old 32-bit door": """
        import ctypes, mmap
        code = mmap.mmap(-1, 4096, prot=7)
        # mov eax, 20 (getpid of i386); int 0x80; ret
        code.write(bytes.fromhex('b814000000cd80c3'))
        address = ctypes.addressof(ctypes.c_char.from_buffer(code))
        return ctypes.CFUNCTYPE(ctypes.c_long)(address)() > 0""",
    "perf events": "import ctypes; b = ctypes.create_string_buffer(128); b[4] = 128; return ctypes.CDLL(None).syscall(298, b, 0, -1, -1, 0) >= 0",
    "make itself dumpable": "import ctypes; return ctypes.CDLL(None).prctl(4, 1, 0, 0, 0) == 0",
    "a timer signal": "import signal; signal.setitimer(signal.ITIMER_REAL, 100); signal.setitimer(signal.ITIMER_REAL, 0); return True",
    "shared memory": "import ctypes; return ctypes.CDLL(None, use_errno=True).shmget(0, 4096, 0o600 | 0o1000) >= 0",
    "watch files": "import ctypes; return ctypes.CDLL(None).inotify_init1(0) >= 0",
    "kernel log": "import ctypes; return ctypes.CDLL(None).klogctl(10, None, 0) >= 0",
    "statistics of the machine": "return len(open('/proc/meminfo').read()) > 0",
    "list processes": "import os; return any(name.isdigit() for name in os.listdir('/proc'))",
    "a shared random device": "open('/dev/urandom', 'rb').read(1); return True",
    "memory maps of files": "import mmap, os; fd = os.open('/etc/passwd', os.O_RDONLY); mmap.mmap(fd, 0, prot=mmap.PROT_READ); return True",
    "link to a reference": f"import os; os.link('{PRODUCT}/errors.py', '/tmp/hs-hard'); os.unlink('/tmp/hs-hard'); return True",
    "touch a file of the product": f"import os; s = os.stat('{PRODUCT}/errors.py'); os.utime('{PRODUCT}/errors.py', ns=(s.st_atime_ns, s.st_mtime_ns)); return True",
    "rights of a file of the product": f"import os; os.chmod('{PRODUCT}/errors.py', os.stat('{PRODUCT}/errors.py').st_mode & 0o7777); return True",
    "a map of a reference": f"import numpy; return numpy.memmap('{PRODUCT}/problems/lru_cache_pins/reference.py', mode='r', dtype='u1').size > 0",
    "a map to write": """
        import numpy, os
        try: numpy.memmap('/tmp/hs-map', mode='w+', dtype='u1', shape=(8,)); return True
        finally: os.unlink('/tmp/hs-map')""",
    "arrays saved to a file": """
        import numpy, os
        try: numpy.save('/tmp/hs-save.npy', numpy.zeros(3)); return True
        finally: os.unlink('/tmp/hs-save.npy')""",
    "a code object read from the product's cache": f"import glob, os; return len(open(glob.glob(os.path.join('{PRODUCT}', '__pycache__', 'errors.*.pyc'))[0], 'rb').read()) > 0",
    "memory of the zygote": "import os; open('/proc/%d/mem' % (os.getppid() or 1), 'rb'); return True",
    "own memory as a file": "open('/proc/self/mem', 'r+b', 0); return True",
    "descriptors of the judge": "import os; return len(os.listdir('/proc/PARENT/fd')) > 0",
    "the root of the judge": "import os; return len(os.listdir('/proc/PARENT/root/')) > 0",
    "the working folder of the judge": "import os; return len(os.listdir('/proc/PARENT/cwd/')) > 0",
    "kernel settings": "return len(open('/proc/sys/kernel/hostname').read()) > 0",
    "devices": "import os; return len(os.listdir('/dev')) > 0",
    "kernel objects": "import os; return len(os.listdir('/sys')) > 0",
    "a terminal": "import os; os.openpty(); return True",
    "a named pipe": "import os; os.mkfifo('/tmp/hs-fifo'); os.unlink('/tmp/hs-fifo'); return True",
    "a device file": "import os; os.mknod('/tmp/hs-null', 0o20600, os.makedev(1, 3)); os.unlink('/tmp/hs-null'); return True",
    "fork by clone": """
        import ctypes, os
        pid = ctypes.CDLL(None).syscall(56, 17, 0, 0, 0, 0)
        if pid == 0: os._exit(0)
        return pid > 0""",
    "fork by clone3": """
        import ctypes, os, struct
        pid = ctypes.CDLL(None).syscall(435, struct.pack('<11Q', 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0), 88)
        if pid == 0: os._exit(0)
        return pid > 0""",
    "spawn": "import os; return os.posix_spawn('/bin/true', ['true'], {}) > 0",
    "execute by descriptor": """
        import ctypes, os
        ctypes.CDLL(None, use_errno=True).syscall(322, -100, b'/no/such/program', None, None, 0)
        return ctypes.get_errno() == 2""",
    "a process of another table": "import ctypes; return ctypes.CDLL(None, use_errno=True).kill(-1, 0) == 0",
    "stop the zygote": """
        import os, signal
        os.kill(os.getppid() or 1, signal.SIGSTOP)
        os.kill(os.getppid() or 1, signal.SIGCONT)
        return True""",
    "stop a sibling": "import os, signal; os.kill(os.getpid() - 1 or 1, 0); return True",
    "leave the session": "import os; os.setsid(); return True",
    "another scheduler": "import os; os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)); return True",
    "another personality": "import ctypes; return ctypes.CDLL(None).personality(0x0040000) >= 0",
    "an alarm": "import signal; signal.alarm(1000); return 900 < signal.alarm(0) <= 1000",
    "an event descriptor": "import os; os.eventfd(0); return True",
    "a semaphore": "import multiprocessing as m; m.get_context('fork').Semaphore(); return True",
    "pages that stay": "import ctypes; b = ctypes.create_string_buffer(4096); return ctypes.CDLL(None).mlock(b, 4096) == 0",
    "the clock of the machine": "import ctypes; return ctypes.CDLL(None).syscall(164, 0, 0) == 0",
    "the name of the machine": "import socket; socket.sethostname(socket.gethostname()); return True",
    "the rights of root": "import os; os.setresuid(0, 0, 0); return True",
    "a filter of its own": "import ctypes; ctypes.CDLL(None, use_errno=True).syscall(317, 2, 0, ctypes.byref(ctypes.c_uint32(0x7FFF0000))); return ctypes.get_errno() not in (1, 38)",
    "urgent bytes to the judge": "import socket; s = socket.socket(1, 1, 0, fileno=3); s.send(b'x', socket.MSG_OOB); s.detach(); return True",
    "options of the channel": "import socket; s = socket.socket(1, 1, 0, fileno=3); s.setsockopt(1, 7, 4096); s.detach(); return True",
    "who is at the other end": "import socket; s = socket.socket(1, 1, 0, fileno=3); r = s.getsockopt(1, 17, 12); s.detach(); return len(r) == 12",
    "a larger file": "import os; fd = os.open('/dev/shm/hs-large', os.O_RDWR | os.O_CREAT); os.unlink('/dev/shm/hs-large'); return os.write(fd, b'') == 0",
    "send a descriptor": "import array, os, socket; s = socket.socket(1, 1, 0, fileno=os.dup(3)); s.sendmsg([b''], [(1, 1, array.array('i', [1]))]); return True",
}
"""What the notes of threats list; `PARENT` is the judge's process id."""

HARMLESS = {
    "find expected answers in memory",
    "write to the zygote's channel",
    "other descriptors",
    "a temporary file",
    "a map to write",
    "arrays saved to a file",
    "a semaphore",
}
"""No hole even without isolation: expected answers are never sent, descriptors are closed, files stay empty."""
NEEDS_RIGHTS = {
    "the old 32-bit door",
    "a code object read from the product's cache",
    "a device file",
    "the name of the machine",
    "the rights of root",
    "pages that stay",
    "stop a sibling",
    "a process of another table",
    "rights of a file of the product",
    "touch a file of the product",
    "link to a reference",
    "bpf",
    "perf events",
    "kernel log",
    "keyring",
    "io_uring",
    "mount",
    "chroot",
    "new namespaces",
    "ptrace a process",
}
"""Depend on the machine's settings as well, so the control run may find them closed."""


def attack(zygote: Zygote, name: str) -> str:
    """How an attack ended: "through", "stopped" or "killed"."""
    body = textwrap.dedent("        " + ATTACKS[name].strip()).replace("PARENT", str(os.getpid()))
    body = body.replace("TARGET_ADDRESS", str(id(ATTACKS)))
    source = "def f():\n" + textwrap.indent(body, "    ")
    entry = {"kind": "function", "name": "f", "result": "return", "items": 10}
    with Process(zygote, memory=256 * 2**20, cpu_s=10, output=65_536) as process:
        caps = Caps(5.0, 10.0)
        try:
            load = json.dumps({"op": "load", "source": source, "entry": entry}).encode()[:-1]
            assert process.request(load, (), caps).header.get("raised") is None, name
            call = json.dumps({"op": "call", "input": {"args": [], "kwargs": {"d": []}, "calls": []}}).encode()[:-1]
            reply = process.request(call, (), caps)
        except Ended as ended:
            if ended.reason == "protocol":
                return "through"
            if ended.reason != "died":
                raise
            return "killed"
    return "through" if reply.header.get("value") is True else "stopped"


def main(tier: str, landlock_abi: int) -> None:
    """Try them all in one tier."""
    zygote, report = isolate((tier,), landlock_abi)
    ended = {name: attack(zygote, name) for name in ATTACKS}
    zygote.close()
    print(json.dumps({"tier": report.tier, "uid": os.geteuid(), "ended": ended}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
