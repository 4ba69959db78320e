//! Who asks, and whether they may ask at all.

pub mod guess;
pub mod https;
pub mod limit;
pub mod login;
pub mod origin;
pub mod password;
pub mod reader;
pub mod recovery;
pub mod session;
pub mod token;
pub mod totp;

pub use limit::{Chances, Limits};
pub use password::Passwords;
pub use reader::Reader;
pub use session::{Bearer, Holder, Signed};
pub use token::Token;
