//! How someone comes into an association's team: invited by a link, or put there by a command.

use domain::access::Asker;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Invitation, Member, Record, View, invitation};
use domain::time::Millis;

use crate::auth::Token;
use crate::clock;
use crate::store::{Account, Book, Store, StoreError};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// An invitation that was just made; its secret is shown once.
#[derive(Debug)]
pub struct Invited {
    /// Which one.
    pub id: Id,
    /// The secret of its link.
    pub token: Token,
    /// Until when it opens.
    pub expires: Millis,
}

/// Why an invitation does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// There is no such invitation.
    #[error("This invitation is not known here. Check the link, or ask for a new one.")]
    Unknown,
    /// Someone came in by it.
    #[error("This invitation was used already. Ask for a new one, or sign in.")]
    Used,
    /// Its time is over.
    #[error("This invitation is too old. Ask for a new one.")]
    Expired,
    /// A head closed it, or whoever made it leads the team no more.
    #[error("This invitation was withdrawn. Ask whoever sent it.")]
    Revoked,
}

/// Makes an invitation in the name of a member, or of nobody.
pub async fn invite(
    store: &Store,
    association: Id,
    by: Option<Id>,
    wanted: &Member,
    days: i64,
    now: Millis,
) -> Result<Invited, StoreError> {
    let invitation = Invitation {
        name: wanted.name.clone(),
        role: wanted.role,
        activities: wanted.activities.clone(),
        made_by: by,
        ..Invitation::default()
    };
    let book = store.book(association).await?;
    hold_open(book, invitation, days, now).await
}

/// For whom a link for another password is.
#[derive(Debug, Clone, Copy)]
pub struct Renewal {
    /// Which member.
    pub member: Id,
    /// Whether their second factor ends as they use it: what makes its codes is lost.
    pub without_code: bool,
}

/// Makes a link by which a member chooses another password, in the name of a member, or of nobody. `None`: there is no
/// such member, or their account is closed.
pub async fn renew(
    store: &Store,
    association: Id,
    by: Option<Id>,
    renewal: Renewal,
    days: i64,
    now: Millis,
) -> Result<Option<Invited>, StoreError> {
    let mut book = store.book(association).await?;
    book.load(vec![renewal.member]).await?;
    let Some(known) = standing(&book, renewal.member) else {
        return Ok(None);
    };
    let invitation = Invitation {
        name: known.name,
        role: known.role,
        made_by: by,
        member: Some(renewal.member),
        second_factor: renewal.without_code,
        ..Invitation::default()
    };
    hold_open(book, invitation, days, now).await.map(Some)
}

async fn hold_open(
    mut book: Book,
    invitation: Invitation,
    days: i64,
    now: Millis,
) -> Result<Invited, StoreError> {
    let invited = Invited {
        id: clock::new_id(now),
        token: Token::new(),
        expires: now.plus(days * DAY_MS),
    };
    let by = invitation.made_by;
    let record = Invitation {
        expires: Some(invited.expires),
        ..invitation
    };
    book.record_own(by, &[Edit::create(invited.id, record)], now)
        .await?;
    book.add_secret(&invited.token.hash(), invited.id).await?;
    book.close().await?;
    Ok(invited)
}

/// A member of a book whose account is open.
pub fn standing(book: &Book, member: Id) -> Option<Member> {
    let record = book.record(member).filter(|record| record.kind == Kind::Member)?;
    Some(Member::of(record)).filter(|member| !member.closed)
}

/// The address of an invitation. The secret is in the fragment, so that it reaches no log.
pub fn link(public_url: &str, token: &Token) -> String {
    format!("{public_url}/app/join#{}", token.text())
}

/// What an invitation offers now, if it opens. `record` finds the invitation, and the member who made it.
pub fn opened<'a>(
    record: impl Fn(Id) -> Option<&'a Record>,
    id: Id,
    now: Millis,
) -> Result<Invitation, Shut> {
    let of_kind = |id, kind| record(id).filter(|record| record.kind == kind);
    let invitation = of_kind(id, Kind::Invitation)
        .map(Invitation::of)
        .ok_or(Shut::Unknown)?;
    // One made at the server's command line outlives nobody.
    let backed = invitation.made_by.is_none_or(|maker| {
        of_kind(maker, Kind::Member).is_some_and(|maker| Asker::of(maker).manages_team())
    });
    if invitation.used_by.is_some() {
        Err(Shut::Used)
    } else if invitation.revoked || !backed {
        Err(Shut::Revoked)
    } else if invitation.expires.is_none_or(|expires| expires <= now) {
        Err(Shut::Expired)
    } else {
        Ok(invitation)
    }
}

/// Loads an invitation, the member who made it, and the one it is for.
pub async fn load_invitation(book: &mut Book, id: Id) -> Result<(), StoreError> {
    book.load(vec![id]).await?;
    let invitation = book.record(id).map(Invitation::of).unwrap_or_default();
    let members = [invitation.made_by, invitation.member].into_iter().flatten();
    book.load(members.collect()).await
}

/// Makes a member with an account. `by` is whose deed it is; `None`: the server's.
pub async fn enrol(
    book: &mut Book,
    association: Id,
    by: Option<Id>,
    member: Member,
    login: &str,
    password: String,
    now: Millis,
) -> Result<Account, StoreError> {
    let id = clock::new_id(now);
    book.record_own(by, &[Edit::create(id, member)], now).await?;
    admit(book, association, id, login, password).await
}

/// Gives a member of the records an account: one who is new, or who has none here since the association was taken in.
pub async fn admit(
    book: &mut Book,
    association: Id,
    member: Id,
    login: &str,
    password: String,
) -> Result<Account, StoreError> {
    let account = Account {
        association,
        member,
        password,
    };
    book.add_account(member, login, &account.password).await?;
    Ok(account)
}

/// The links by which a member could still come in, or choose another password.
pub async fn links(store: &Store, association: Id, member: Option<Id>) -> Result<Vec<Id>, StoreError> {
    let Some(member) = member else {
        return Ok(Vec::new());
    };
    let all = store.of_kind(association, Kind::Invitation).await?;
    let open = all.iter().filter(|record| {
        let link = Invitation::of(record);
        link.member == Some(member) && link.used_by.is_none() && !link.revoked
    });
    Ok(open.map(|record| record.id).collect())
}

/// Once a member came in by one link, the others do not open: who knows where they went.
pub async fn shut_links(
    book: &mut Book,
    links: &[Id],
    but: Id,
    member: Id,
    now: Millis,
) -> Result<(), StoreError> {
    let others: Vec<Id> = links.iter().copied().filter(|id| *id != but).collect();
    if others.is_empty() {
        return Ok(());
    }
    book.load(others.clone()).await?;
    let edits: Vec<Edit> = others
        .into_iter()
        .map(|id| Edit::new(Kind::Invitation, id).set(invitation::REVOKED, true))
        .collect();
    book.record_own(Some(member), &edits, now).await?;
    Ok(())
}

/// Writes on an invitation who came in by it.
pub async fn use_up(
    book: &mut Book,
    by: Option<Id>,
    id: Id,
    member: Id,
    now: Millis,
) -> Result<(), StoreError> {
    let edit = Edit::new(Kind::Invitation, id).set(invitation::USED_BY, Some(member));
    book.record_own(by, &[edit], now).await?;
    Ok(())
}
