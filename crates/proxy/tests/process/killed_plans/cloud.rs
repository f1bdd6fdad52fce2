//! An emulator in this process that counts the calls that come, and wakes whoever waits for one.

use std::sync::{Arc, Condvar, Mutex};

use signet_emulator::{Emulator, Options, Sizes, serve, system_clock};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

pub(super) const KEY: &str = "LTAItest";
pub(super) const SECRET: &str = "canary";

/// How many calls came.
#[derive(Default)]
struct Calls {
    seen: Mutex<u64>,
    more: Condvar,
}

/// A cloud behind a socket.
pub(super) struct Cloud {
    pub(super) emulator: Arc<Emulator>,
    pub(super) url: String,
    calls: Arc<Calls>,
    _threads: Runtime,
}

impl Cloud {
    pub(super) fn new() -> Self {
        let clock = system_clock();
        let mut options = Options::new(KEY, SECRET, clock());
        options.quota_scale = None;
        options.sizes = Sizes {
            instances: 1,
            groups: 4,
            credentials: 2100,
            ..Sizes::default()
        };
        let faults = [
            "*:latency=5ms±4ms",
            "UnRegisterDeviceCredential:lost-answer:0.05",
            "UnRegisterDeviceCredential:InternalError:0.02",
            "AddCustomAuthConnectBlack:lost-answer:0.05",
            "AddCustomAuthConnectBlack:SystemOverFlow:0.02",
            "RefreshDeviceCredential:lost-answer:0.05",
            "RefreshDeviceCredential:InternalError:0.02",
            "GetDeviceCredential:lost-answer:0.02",
        ];
        let faults = faults.iter().map(|fault| fault.parse().expect("a fault"));
        options.faults = faults.collect();
        let emulator = Arc::new(Emulator::new(options).expect("an emulator"));
        let calls = Arc::new(Calls::default());
        let threads = Runtime::new().expect("threads");
        let listener = threads
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        // It asks what time it is once for every call.
        let counted = Arc::clone(&calls);
        let clock = Arc::new(move || {
            *counted.seen.lock().expect("calls") += 1;
            counted.more.notify_all();
            clock()
        });
        threads.spawn(serve(
            Arc::clone(&emulator),
            listener,
            clock,
            std::future::pending(),
        ));
        Self {
            emulator,
            url,
            calls,
            _threads: threads,
        }
    }

    /// How many calls came so far.
    pub(super) fn calls(&self) -> u64 {
        *self.calls.seen.lock().expect("calls")
    }

    /// Waits until so many calls have come in all.
    pub(super) fn wait_for(&self, calls: u64) {
        let seen = self.calls.seen.lock().expect("calls");
        let more = self.calls.more.wait_while(seen, |seen| *seen < calls);
        drop(more.expect("calls"));
    }
}
