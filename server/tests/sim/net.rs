//! The network: what is under way, and what becomes of it.

use std::rc::Rc;

use domain::time::Millis;
use domain::wire::{SyncRequest, SyncResponse, from_cbor, json, to_cbor};
use server::store::Session;

use crate::chance::Chance;

/// A message under way.
#[derive(Clone)]
pub(crate) struct Parcel {
    /// Which phone sent it, or waits for it.
    pub(crate) phone: usize,
    pub(crate) bytes: Vec<u8>,
    pub(crate) json: bool,
    pub(crate) asked: Rc<Asked>,
}

/// A request as it left the phone.
pub(crate) struct Asked {
    pub(crate) session: Session,
    pub(crate) request: SyncRequest,
    /// When it truly left, by a clock how far ahead.
    pub(crate) sent: Millis,
    pub(crate) ahead_ms: i64,
}

/// What the network does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Whole,
    Lost,
    Cut,
}

/// Messages under way, in no order.
#[derive(Default)]
pub(crate) struct Net(Vec<Parcel>);

impl Net {
    pub(crate) fn post(&mut self, parcel: Parcel) {
        self.0.push(parcel);
    }

    /// Any message, now or late; sometimes it stays under way and comes again.
    pub(crate) fn take(&mut self, chance: &mut Chance) -> Option<(Parcel, Fate)> {
        if self.0.is_empty() {
            return None;
        }
        let at = chance.below(self.0.len());
        let mut parcel = if chance.one_in(8) {
            self.0[at].clone()
        } else {
            self.0.swap_remove(at)
        };
        let fate = match chance.below(20) {
            0 | 1 => Fate::Lost,
            2 => Fate::Cut,
            _ => Fate::Whole,
        };
        if fate == Fate::Cut {
            parcel.bytes.truncate(chance.below(parcel.bytes.len()));
        }
        Some((parcel, fate))
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

pub(crate) fn pack_request(request: &SyncRequest, json: bool) -> Vec<u8> {
    if json {
        json::request_text(request).unwrap().into_bytes()
    } else {
        to_cbor(request)
    }
}

pub(crate) fn read_request(parcel: &Parcel) -> Option<SyncRequest> {
    if parcel.json {
        json::request(&parcel.bytes).ok()
    } else {
        from_cbor(&parcel.bytes).ok()
    }
}

pub(crate) fn pack_response(response: &SyncResponse, json: bool) -> Vec<u8> {
    if json {
        json::response_text(response).unwrap().into_bytes()
    } else {
        to_cbor(response)
    }
}

pub(crate) fn read_response(parcel: &Parcel) -> Option<SyncResponse> {
    if parcel.json {
        json::response(&parcel.bytes).ok()
    } else {
        from_cbor(&parcel.bytes).ok()
    }
}
