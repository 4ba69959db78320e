//! The door: signing in, accepting an invitation, choosing another password by a link. A phone fetches this part first, the rest once someone comes in.

mod code;
mod front;
mod join;
mod renew;
mod sign_in;

use std::pin::Pin;
use std::sync::Arc;

pub(super) use front::{DoorHead, LanguageChoice, Password};
pub(super) use join::Join;
pub(super) use sign_in::SignIn;

use crate::device::{AcceptAsk, EntryError, SignInAsk};

/// Somebody coming in. Once it is done the door is no longer drawn.
pub(super) type Entering = Pin<Box<dyn Future<Output = Result<(), EntryError>>>>;

/// Lets people in.
pub(super) trait Doorkeeper: Send + Sync {
    /// By name or phone and password, and by a code where one was asked for.
    fn sign_in(&self, ask: SignInAsk) -> Entering;
    /// By an invitation, which makes an account.
    fn accept(&self, ask: AcceptAsk) -> Entering;
}

/// Whoever lets people in where the door is drawn.
pub(super) type Keeper = Arc<dyn Doorkeeper>;
