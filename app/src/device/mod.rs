//! The phone: where recorded work is kept, how it reaches the server, what the browser promises.
//!
//! A page reads the replica through [`Phone::watch`] and records an intent's edits by [`Phone::record`].
//! It never waits for a network: only what a person starts by hand (signing in, inviting, importing) does.

mod account;
pub mod api;
mod away;
mod bell;
mod camera;
mod carried;
mod contact;
mod copy;
mod day;
mod door;
mod download;
mod eye;
mod give;
mod http;
mod idle;
pub mod install;
mod js;
pub mod keep;
mod lease;
mod load;
mod lock;
mod name;
mod news;
mod pace;
mod parcel;
mod pass;
mod phone;
mod places;
pub mod prefs;
mod room;
mod seal;
mod state;
pub mod store;
mod sync;
mod tabs;
pub mod update;
mod upload;
mod work;

pub use account::{EntryError, Left};
pub use api::{
    AcceptAsk, Column, DataTokenAsk, DataTokenMade, DocumentAsk, Envelope, FactorOffer, FactorStands,
    ImportAsk, ImportReport, Invitation, InvitationAsk, InvitationOffer, KeptAsked, KeptReport, LikelyLine,
    OfferedBy, OpenSession, ReadRow, RefusedCell, RepeatedLine, SignInAsk, SignedIn, open_invitation,
    renew_password,
};
pub use bell::Bell;
pub use camera::{Looking, Sight};
pub use carried::{Carried, CarryError, Delivered};
pub use contact::Bar;
pub use door::{Door, PinError};
pub use download::{Fetched, Wanted};
pub use give::{copied, give};
pub use http::CallError;
pub use idle::quiet;
pub use name::device_name;
pub use pace::Failure;
pub use parcel::{UnsentError, UnsentFile};
pub use phone::{OpenError, Phone, RecordError, begin, end, now as clock, offset_at, timed};
pub use places::places;
pub use seal::{PinRefused, is_weak_pin};
pub use state::{Phase, SyncState, Trouble};
pub use work::Work;
