"""What a plan reaches, beside the official SDK in a loop, against an emulator that counts any second. Started by `cargo xtask bench`.

Prints one line a number: what, found, limit, 1 where it is kept, by tabs. Nothing here is a test: tests never look at a clock.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from support import proxy
from support.children import binary, clean_environment, signet
from support.emulated import DEFAULT_SEED, KEY_ID, KEY_SECRET, documented_iot_id, emulator, sdk_of, worked

# The most that one address may make (`cloud-api.md` section 4.3).
RATE = 285
LATENCY = "*:latency=20ms±10ms"
DEVICES_PER_PAGE = 50
MILLION = 1_000_000


def row(what, found, limit, kept):
    print(f"{what}\t{found}\t{limit}\t{int(kept)}", flush=True)


def proxy_of(cloud, home):
    """A proxy that may use all that one address may make."""
    config = Path(home) / "bench.toml"
    config.write_text(f"[quota]\ncalls_per_second = {RATE}\ndedicated_egress = true\n")
    environment = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY_ID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": KEY_SECRET, "SIGNET_LOG": "warn"}
    endpoints = ["--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url]
    return signet("serve", *endpoints, "--config", config, "--state-dir", Path(home) / "state", environment=environment)


def plan(child, *arguments, wrong=False):
    """Runs `signet plan`; what it prints."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [binary(), "plan", *map(str, arguments), "--url", child.url], env=clean_environment(home), cwd=home, capture_output=True, text=True,
        )
    if done.returncode not in ((0, 1) if wrong else (0,)):
        raise RuntimeError(f"signet plan {arguments} ended with {done.returncode}: {done.stderr}")
    return done.stdout.strip()


def show(child, id):
    return json.loads(plan(child, "show", id, "--json"))


def run(child, id):
    plan(child, "run", id, "--hash", show(child, id)["hash"], "--detach")


def wait(child, id):
    plan(child, "watch", id, wrong=True)
    return show(child, id)


def seconds_of(shown):
    begin, end = (datetime.fromisoformat(shown["progress"][name].replace("Z", "+00:00")) for name in ("started_at", "ended_at"))
    return (end - begin).total_seconds()


def stopped(cloud):
    """The ledger of an emulator, which it prints when it ends."""
    cloud.process.terminate()
    cloud.process.wait()
    return json.loads(cloud.output().splitlines()[-1])


def throttled(ledger):
    return sum(count for codes in ledger["calls"].values() for code, count in codes.items() if code.startswith("Throttling"))


def cpu_seconds(child):
    fields = Path(f"/proc/{child.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(child):
    line = next(line for line in Path(f"/proc/{child.process.pid}/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def reads(child, instance, group, seconds, per_second=10):
    """How long somebody who looks at a list waits, in milliseconds."""
    taken, fields = [], {"instance_id": instance, "group_id": group, "page_number": 1, "page_size": 20}
    begin = time.monotonic()
    for number in range(seconds * per_second):
        time.sleep(max(0, begin + number / per_second - time.monotonic()))
        sent = time.monotonic()
        answer = proxy.call(child, "ListDeviceCredentialClientId", fields)
        assert answer.status == 200, answer
        taken.append((time.monotonic() - sent) * 1e3)
    return taken


def p95(values):
    return statistics.quantiles(values, n=20)[-1]


def sizes(credentials, devices=40):
    return ["--instances", 1, "--groups", 2, "--credentials", credentials, "--certificates", 1, "--cas", 1, "--devices", devices]


def place(sdk):
    instance = worked(sdk.call("ListInstances"))["Instances"][0]["InstanceId"]
    groups = [one["GroupId"] for one in worked(sdk.call("ListGroupId", {"InstanceId": instance}))["Data"]]
    return instance, groups


def beside_people(credentials=6000):
    """The rate of a plan that nobody disturbs, and what somebody who works meanwhile notices."""
    with tempfile.TemporaryDirectory() as home, emulator("--sliding", "--fault", LATENCY, *sizes(credentials), throttled=True) as cloud:
        instance, groups = place(sdk_of(cloud))
        with proxy_of(cloud, home) as child:
            idle = reads(child, instance, groups[0], 8)
            id = plan(child, "create", "--act", "deregister", "--instance", instance, "--everything")
            before, begin = cpu_seconds(child), time.monotonic()
            run(child, id)
            busy = reads(child, instance, groups[0], 8)
            shown = wait(child, id)
            cpu = (cpu_seconds(child) - before) / (time.monotonic() - begin)
            taken = seconds_of(shown)
            items = shown["progress"]["items"]
            # What people used is not the plan's to use.
            rate = (items + len(busy)) / taken
        ledger = stopped(cloud)
    row(f"a plan of {items:,} deregistrations beside somebody who reads", f"{rate:.0f}/s", f">= 95 % of {RATE}/s", rate >= 0.95 * RATE)
    row("  calls that were throttled", throttled(ledger), "0", throttled(ledger) == 0)
    row("  the most calls within any second", ledger["peak_of_all"], "< 300", ledger["peak_of_all"] < 300)
    row("  somebody reads meanwhile, p95", f"{p95(busy):.1f} ms", f"<= 2 x {p95(idle):.1f} ms idle", p95(busy) <= 2 * p95(idle))
    row("  the proxy, all of it, of one core", f"{cpu * 100:.0f} %", "told only", True)


def by_the_sdk(seconds=10):
    """The same with the official SDK in a loop of threads."""
    for threads in (8, 16):
        with emulator("--sliding", "--fault", LATENCY, *sizes(seconds * 700), throttled=True) as cloud:
            sdk = sdk_of(cloud)
            instance, groups = place(sdk)
            ids = []
            for group in groups:
                page, names = 1, [None]
                while names:
                    listed = worked(sdk.call("ListDeviceCredentialClientId", {"InstanceId": instance, "GroupId": group, "PageNo": str(page), "PageSize": "100"}))
                    names = listed["DeviceCredentialClientIdList"]["ClientIdList"]
                    ids += names
                    page += 1
                    time.sleep(0.005)
            lock, codes, end = threading.Lock(), {}, time.monotonic() + seconds

            def loop():
                while time.monotonic() < end:
                    with lock:
                        if not ids:
                            return
                        id = ids.pop()
                    answer = sdk.call("UnRegisterDeviceCredential", {"InstanceId": instance, "ClientId": id})
                    with lock:
                        codes[answer.code] = codes.get(answer.code, 0) + 1

            with ThreadPoolExecutor(threads) as pool:
                for _ in range(threads):
                    pool.submit(loop)
            ledger = stopped(cloud)
        done, failed = codes.get(None, 0), sum(count for code, count in codes.items() if code)
        row(f"the official SDK, {threads} threads", f"{done / seconds:.0f}/s", f"peer; {failed} failed, {ledger['peak_of_all']} within a second", True)


def one_after_the_other(devices=100):
    """DeleteClientIds: ten calls a second, one after the other."""
    with tempfile.TemporaryDirectory() as home, emulator("--sliding", "--fault", LATENCY, *sizes(10, devices), seed=DEFAULT_SEED, throttled=True) as cloud:
        sdk = sdk_of(cloud)
        with proxy_of(cloud, home) as child:
            ids = iot_ids(sdk)
            listed = Path(home) / "devices"
            listed.write_text("\n".join(ids))
            id = plan(child, "create", "--act", "delete_client_ids", "--list", listed, "--waves", len(ids))
            run(child, id)
            shown = wait(child, id)
            # Devices without ClientIDs need no call.
            deleted = dict(shown["progress"]["outcomes"])["done"]
            rate = deleted / seconds_of(shown)
        ledger = stopped(cloud)
    row(f"a plan of {deleted} DeleteClientIds", f"{rate:.2f}/s", ">= 90 % of 10/s", rate >= 9)
    row("  calls that were throttled", throttled(ledger), "0", throttled(ledger) == 0)


def iot_ids(sdk):
    """The devices of one product: that of the one that is known."""
    product = worked(sdk.call("QueryDeviceDetail", {"IotId": documented_iot_id()}))["Data"]["ProductKey"]
    ids, page = [], 1
    while True:
        answer = worked(sdk.call("QueryDevice", {"ProductKey": product, "CurrentPage": str(page), "PageSize": str(DEVICES_PER_PAGE)}))
        found = [one["IotId"] for one in answer["Data"]["DeviceInfo"]] if answer["Data"] else []
        ids += found
        if len(found) < DEVICES_PER_PAGE:
            return ids
        page += 1


def a_million():
    """A list of a million lines: read, sent and kept; its page; what the proxy needs."""
    with tempfile.TemporaryDirectory() as home, emulator(*sizes(100)) as cloud:
        instance, groups = place(sdk_of(cloud))
        with proxy_of(cloud, home) as child:
            listed = Path(home) / "million"
            with listed.open("w") as file:
                file.writelines(f"{groups[0]}@@@never-{number:07}\n" for number in range(MILLION))
            begin = time.monotonic()
            id = plan(child, "create", "--act", "deregister", "--instance", instance, "--list", listed, "--detach")
            kept = time.monotonic() - begin
            plan(child, "watch", id, wrong=True)
            frozen = time.monotonic() - begin
            shown = show(child, id)
            assert (shown["state"], shown["exposure"]["items"]) == ("frozen", MILLION), shown["state"]
            begin = time.monotonic()
            for path in (f"/api/plans/{id}", f"/api/plans/{id}/items?limit=100", f"/api/plans/{id}/items?limit=100&after=900000"):
                with urllib.request.urlopen(f"{child.url}{path}", timeout=30) as answer:
                    answer.read()
            page = time.monotonic() - begin
            memory = resident_mb(child)
    row("1,000,000 lines read, sent and kept", f"{kept:.1f} s", "<= 60 s", kept <= 60)
    row("  frozen, with hash and what it would hit", f"{frozen:.1f} s", "told only", True)
    row("  the answers that its page is made of", f"{page * 1e3:.0f} ms", "<= 1 s with painting", page <= 0.5)
    row("  the proxy's memory at its height", f"{memory:.0f} MB", "<= 200 MB", memory <= 200)


if __name__ == "__main__":
    parts = {"rate": beside_people, "sdk": by_the_sdk, "small": one_after_the_other, "million": a_million}
    for name in sys.argv[1:] or parts:
        parts[name]()
