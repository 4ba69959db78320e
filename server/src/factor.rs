//! The second factor of signing in: codes that a phone makes by the clock, and recovery codes for the day it is lost.
//!
//! What codes are counted from is sealed by the key file `factor.key`. Recovery codes are kept as hashes and need no
//! key: they are the way in where the file is lost too.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::member;
use domain::time::Millis;

use crate::auth::Passwords;
use crate::auth::password::PasswordError;
use crate::auth::recovery::{self, Written};
use crate::auth::totp::Seed;
use crate::seal::{SealError, Sealer};
use crate::store::{Book, Factor, Store, StoreError};

/// The name of the key file.
pub const FILE: &str = "factor.key";
/// Wrong codes in a row after which codes of the clock count no more: with that many, who has the password and
/// guesses is right once in six thousand six hundred times.
const MOST_WRONG: i64 = 50;

/// Why nothing could be said about a code.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What codes are counted from cannot be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A recovery code could not be hashed.
    #[error(transparent)]
    Hash(#[from] PasswordError),
}

/// What somebody typed as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// A code of the clock.
    Clock(u32),
    /// A recovery code that is theirs, as its hash.
    Recovery(String),
    /// Something else.
    Neither,
}

/// What became of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// It was right and serves no more, or none is needed.
    Passed,
    /// One is needed.
    Needed,
    /// It was not right.
    Wrong,
    /// Too many were wrong: only a recovery code is looked at.
    Closed,
}

/// Reads what somebody typed who said the right password. Finding a recovery code takes long: it is done before the
/// association's lock is held.
pub async fn typed(
    store: &Store,
    passwords: &Passwords,
    association: Id,
    member: Id,
    text: &str,
) -> Result<Typed, FactorError> {
    if text.trim().is_empty() {
        return Ok(Typed::Nothing);
    }
    Ok(match recovery::read(text) {
        None => Typed::Neither,
        Some(Written::Clock(code)) => Typed::Clock(code),
        Some(Written::Recovery(code)) => {
            let hashes = store.recovery_hashes(association, member).await?;
            let found = passwords.find(code, hashes).await?;
            found.map_or(Typed::Neither, Typed::Recovery)
        }
    })
}

/// Judges what a member typed. The book is to be closed after it: what was right serves no more, what was wrong counts.
pub async fn judge(
    book: &mut Book,
    sealer: &Sealer,
    (association, member): (Id, Id),
    typed: Typed,
    now: Millis,
) -> Result<Judged, FactorError> {
    let kept = book.factor(member).await?.filter(|kept| kept.begun);
    let Some(kept) = kept else {
        return Ok(Judged::Passed);
    };
    let served = match typed {
        Typed::Nothing => return Ok(Judged::Needed),
        Typed::Clock(_) if kept.wrong >= MOST_WRONG => return Ok(Judged::Closed),
        Typed::Clock(code) => seed(sealer, association, member, &kept)?.step_of(code, now, kept.step),
        Typed::Recovery(hash) => {
            let taken = book.take_recovery_code(member, &hash).await?;
            taken.then_some(kept.step)
        }
        Typed::Neither => None,
    };
    let (step, wrong) = served.map_or((kept.step, kept.wrong + 1), |step| (step, 0));
    book.code_tried(member, step, wrong).await?;
    Ok(served.map_or(Judged::Wrong, |_| Judged::Passed))
}

/// Offers a member a second factor, which nothing asks for until a code of it came back. `None`: they have one.
pub async fn offer(
    book: &mut Book,
    sealer: &Sealer,
    (association, member): (Id, Id),
) -> Result<Option<Seed>, FactorError> {
    if book.factor(member).await?.is_some_and(|kept| kept.begun) {
        return Ok(None);
    }
    let seed = Seed::new();
    let offered = Factor {
        sealed: sealer.seal(association, member, seed.bytes())?,
        begun: false,
        step: 0,
        wrong: 0,
    };
    book.keep_factor(member, &offered, &[]).await?;
    Ok(Some(seed))
}

/// What codes of a kept second factor are counted from.
pub fn seed(sealer: &Sealer, association: Id, member: Id, kept: &Factor) -> Result<Seed, SealError> {
    let bytes = sealer.open(association, member, &kept.sealed)?;
    Seed::of(&bytes).ok_or_else(|| sealer.other())
}

/// Begins the second factor that was offered to a member, from the step of the code that came back; whether it is
/// still the one on offer.
pub async fn begin(
    book: &mut Book,
    member: Id,
    offered: Factor,
    step: i64,
    hashes: &[String],
    now: Millis,
) -> Result<bool, StoreError> {
    if book.factor(member).await?.as_ref() != Some(&offered) {
        return Ok(false);
    }
    let begun = Factor {
        begun: true,
        step,
        ..offered
    };
    book.keep_factor(member, &begun, hashes).await?;
    record(book, member, true, now).await?;
    Ok(true)
}

/// Ends a member's second factor, where they have one.
pub async fn end(book: &mut Book, member: Id, now: Millis) -> Result<(), StoreError> {
    if book.factor(member).await?.is_some_and(|kept| kept.begun) {
        record(book, member, false, now).await?;
    }
    book.drop_factor(member).await
}

/// Says of a member who has no second factor here that they have none, whatever their record says from elsewhere.
pub async fn forget(book: &mut Book, member: Id, now: Millis) -> Result<(), StoreError> {
    let says = book
        .record(member)
        .is_some_and(|record| record.read(member::SECOND_FACTOR));
    if says && book.factor(member).await?.is_none() {
        record(book, member, false, now).await?;
    }
    Ok(())
}

/// Writes on the member's record, and so in the log, whether they have a second factor.
async fn record(book: &mut Book, member: Id, has: bool, now: Millis) -> Result<(), StoreError> {
    let edit = Edit::new(Kind::Member, member).set(member::SECOND_FACTOR, has);
    book.load(vec![member]).await?;
    book.record_own(Some(member), &[edit], now).await?;
    Ok(())
}
