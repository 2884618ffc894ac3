//! Who may ask: names under which the server is known, against pages of other sites that lead a browser here by
//! a name of theirs (DNS rebinding), and against their scripts.

use super::request::Request;
use std::net::{IpAddr, SocketAddr};

/// The names that the server answers to.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// What `--host` says.
    named: String,
    /// Whether only this machine can ask.
    loopback: bool,
    /// The port, where no tunnel or proxy can stand before the server: who names a host may have one.
    port: Option<u16>,
}

impl Hosts {
    /// The names of a server that listens on an address, which was asked for as `named`.
    pub(super) fn new(named: &str, address: SocketAddr) -> Self {
        let loopback = address.ip().is_loopback();
        let alone = loopback && named.parse::<IpAddr>().is_ok();
        Self {
            named: named.to_ascii_lowercase(),
            loopback,
            port: alone.then_some(address.port()),
        }
    }

    /// Why a request is refused; None for one of ours.
    pub(super) fn refusal(&self, request: &Request) -> Option<(u16, &'static str)> {
        if request.repeats("Host") || request.repeats("Origin") {
            return Some((400, "the request has more than one Host or Origin header"));
        }
        let (Some(host), Some(named)) = (request.host(), request.header("Host")) else {
            return Some((400, "the request has no Host header"));
        };
        if !self.is_ours(host) || !self.is_ours(named) {
            return Some((
                403,
                "unknown host name or port: start the server with `--host NAME`, or with `--host localhost` to allow any port",
            ));
        }
        let foreign = |origin: &str| {
            origin
                .strip_prefix("http://")
                .is_none_or(|origin| !origin.eq_ignore_ascii_case(host))
        };
        if request.header("Origin").is_some_and(foreign) {
            return Some((403, "requests from other sites are refused"));
        }
        None
    }

    /// Whether a host is a name of this server; one with a port names its own.
    fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
                if self.port.is_some_and(|own| port.parse() != Ok(own)) {
                    return false;
                }
                name
            }
            _ => host,
        };
        let name = name.to_ascii_lowercase();
        let bare = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
            .unwrap_or(&name);
        match bare.parse::<IpAddr>() {
            // No name server can turn a number into another.
            Ok(address) => address.is_loopback() || !self.loopback,
            Err(_) => name == "localhost" || name == self.named,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let local = Hosts::new("127.0.0.1", ([127, 0, 0, 1], 4000).into());
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "127.0.0.1",
        ] {
            assert!(local.is_ours(host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example:4000",
            "192.0.2.1",
            "",
            ":4000",
            "127.0.0.1.evil.example",
            "localhost:4001",
            "127.0.0.1:80",
            "[::1]:99999",
        ] {
            assert!(!local.is_ours(host), "{host}");
        }
        let open = Hosts::new("0.0.0.0", ([0, 0, 0, 0], 4000).into());
        assert!(open.is_ours("192.0.2.1:4000"));
        // A container's port is another outside, and so is that of a tunnel.
        assert!(open.is_ours("localhost:8080"));
        assert!(Hosts::new("localhost", ([127, 0, 0, 1], 4000).into()).is_ours("localhost:8080"));
        assert!(!open.is_ours("evil.example"));
        assert!(Hosts::new("box.lan", ([192, 0, 2, 1], 4000).into()).is_ours("Box.lan:4000"));
    }
}
