//! How a good message goes bad.

use proptest::prelude::*;
use proptest::sample::Index;

/// More than this is cut off: size has tests of its own.
const LONGEST: usize = 64 * 1024;

/// One thing that happens to bytes.
#[derive(Clone, Debug)]
pub(super) enum Damage {
    Set(Index, u8),
    Cut(Index),
    Drop(Index, u8),
    Repeat(Index, u8, u8),
    Insert(Index, Vec<u8>),
}

/// What parsers of this world trip over: lengths nobody has, nesting, halves, text that is none.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<Vec<u8>> = vec![
        vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x5b, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x7a, 0xff, 0xff, 0xff, 0xff],
        vec![0x5f, 0x41],
        vec![0x9f],
        vec![0xbf],
        vec![0xff],
        vec![0xd9, 0xd9, 0xf7],
        vec![0xf9, 0x7e, 0x00],
        vec![0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0x81; 600],
        vec![0x9f; 600],
        [0xa1, 0x04].repeat(400),
        b"[".repeat(600),
        b"{\"set\":".repeat(200),
        b"\"\\ud800\"".to_vec(),
        b"1e999".to_vec(),
        b"-0.0".to_vec(),
        b"null".to_vec(),
        vec![0xed, 0xa0, 0x80],
        vec![0],
        b";\"\r\n".to_vec(),
        b"&lol;".to_vec(),
        b"<!DOCTYPE a [<!ENTITY b \"b\">]>".to_vec(),
        b"<c r=\"XFD1048576\"><v>1</v></c>".to_vec(),
        "\u{202E}\u{FEFF}".as_bytes().to_vec(),
    ];
    prop_oneof![
        3 => prop::sample::select(known),
        1 => prop::collection::vec(any::<u8>(), 1..24),
    ]
}

fn one() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        1 => at().prop_map(Damage::Cut),
        2 => (at(), 1..40u8).prop_map(|(at, many)| Damage::Drop(at, many)),
        2 => (at(), 1..60u8, 1..9u8).prop_map(|(at, many, times)| Damage::Repeat(at, many, times)),
        3 => (at(), piece()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ]
}

/// A few of them; sometimes none.
pub(super) fn some() -> impl Strategy<Value = Vec<Damage>> {
    prop::collection::vec(one(), 0..6)
}

/// Bytes after what happened to them.
pub(super) fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        if bytes.is_empty() {
            return bytes;
        }
        let from = |at: &Index| at.index(bytes.len());
        let to = |at: usize, many: u8| bytes.len().min(at + usize::from(many));
        match damage {
            Damage::Set(at, byte) => {
                let at = from(at);
                bytes[at] = *byte;
            }
            Damage::Cut(at) => bytes.truncate(from(at)),
            Damage::Drop(at, many) => {
                let at = from(at);
                bytes.drain(at..to(at, *many));
            }
            Damage::Repeat(at, many, times) => {
                let at = from(at);
                let part = bytes[at..to(at, *many)].repeat(usize::from(*times));
                bytes.splice(at..at, part);
            }
            Damage::Insert(at, piece) => {
                let at = from(at);
                bytes.splice(at..at, piece.iter().copied());
            }
        }
        bytes.truncate(LONGEST);
    }
    bytes
}
