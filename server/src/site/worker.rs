//! The service worker: its source, with the version and the list of what it keeps written in.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::bundle::Bundle;
use super::document::hex;

/// The worker for this build. Its text changes if and only if something it keeps changes, or its own source.
pub(super) fn write(bundle: &Bundle, shell: &str) -> String {
    let shell_entry = json!({"url": "/app", "hashed": false});
    let files = bundle
        .kept
        .iter()
        .map(|kept| json!({"url": kept.url, "hashed": kept.hashed}));
    let list: serde_json::Value = std::iter::once(shell_entry).chain(files).collect();
    let version = version(bundle, shell);
    bundle
        .worker
        .replace("__VERSION__", &version)
        .replace("__FILES__", &list.to_string())
}

fn version(bundle: &Bundle, shell: &str) -> String {
    let seed = Sha256::new().chain_update(&bundle.worker).chain_update(shell);
    let all = bundle.kept.iter().fold(seed, |sum, kept| {
        sum.chain_update(&kept.url).chain_update(kept.digest)
    });
    hex(&all.finalize())[..16].to_owned()
}
