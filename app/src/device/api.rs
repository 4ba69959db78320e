//! The server's JSON routes, as types. Only what a person starts by hand calls them.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DocumentKind, Record};
use domain::replica::Me;
use domain::sought::Sought;
use domain::time::{Day, Millis};
use domain::wire::{CBOR, from_cbor};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::carried::Delivered;
use super::device_name;
use super::http::{Body, CallError, call, call_as};
use super::pass::Said;
use super::upload::{self, upload};
use super::work::Work;

const JSON: &str = "application/json";

/// What the server says when it says no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Envelope {
    /// A key for words a person can read.
    pub code: String,
    /// One sentence in English.
    #[serde(default)]
    pub message: String,
    /// The field at fault, where there is one.
    #[serde(default)]
    pub field: Option<String>,
    /// Seconds after which to try again.
    #[serde(default)]
    pub retry_after: Option<u32>,
}

impl Envelope {
    pub(super) fn of_status(status: u16) -> Self {
        Envelope {
            code: format!("status_{status}"),
            message: String::new(),
            field: None,
            retry_after: None,
        }
    }
}

/// Who was signed in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SignedIn {
    /// Of which association.
    pub association: Id,
    /// Which member.
    pub member: Id,
    /// On which device.
    pub device: Id,
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// Their role's name.
    #[serde(default)]
    pub role: String,
    /// What the server keeps for this phone, in hexadecimal digits: their key is sealed with it.
    #[serde(default)]
    pub(super) secret: String,
    /// The same of the phone it was before it was revoked.
    #[serde(default)]
    pub(super) former_secret: Option<String>,
    /// What is said beside the cookie from now on.
    #[serde(default)]
    pub(super) pass: Option<String>,
}

impl SignedIn {
    /// Who was signed in before phones had secrets, with that of theirs.
    pub(super) fn before(me: &Me, secret: String) -> Self {
        SignedIn {
            association: me.association,
            member: me.member,
            device: me.device,
            name: String::new(),
            role: String::new(),
            secret,
            former_secret: None,
            pass: None,
        }
    }
}

/// Who wants to sign in.
#[derive(Serialize)]
pub struct SignInAsk {
    login: String,
    password: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    code: String,
    device_name: String,
    /// The device this phone was last, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) device: Option<Id>,
    /// Every name this phone goes by, for each of its members one.
    pub(super) devices: Vec<Id>,
    /// That it keeps a pass behind its PIN.
    passes: bool,
}

impl SignInAsk {
    /// By name or phone and password, on a phone that was nobody's before.
    pub fn new(login: String, password: String) -> Self {
        SignInAsk {
            login,
            password,
            code: String::new(),
            device_name: device_name(),
            device: None,
            devices: Vec::new(),
            passes: true,
        }
    }

    /// The same, with the code that the server asked for.
    pub fn with_code(self, code: String) -> Self {
        SignInAsk { code, ..self }
    }
}

/// The association an invitation comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct OfferedBy {
    /// Its name in Arabic.
    #[serde(default)]
    pub name_ar: String,
    /// Its name in Latin script.
    #[serde(default)]
    pub name_la: String,
}

/// What an invitation offers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InvitationOffer {
    /// From whom.
    pub association: OfferedBy,
    /// For whom, as the head wrote it.
    #[serde(default)]
    pub name: String,
    /// The role's name.
    #[serde(default)]
    pub role: String,
    /// Until when it opens.
    #[serde(default)]
    pub expires: Millis,
    /// What the member signs in with, where it lets one choose another password.
    #[serde(default)]
    pub login: Option<String>,
    /// Whether it is one who stands in the team already, by that name.
    #[serde(default)]
    pub known: bool,
}

/// Who accepts an invitation.
#[derive(Serialize)]
pub struct AcceptAsk {
    /// The secret of the link.
    pub token: String,
    /// Their name.
    pub name: String,
    /// What they sign in with from now on.
    pub login: String,
    /// With which password.
    pub password: String,
    /// What the phone calls itself.
    pub device_name: String,
    /// That it keeps a pass behind its PIN.
    pub passes: bool,
}

/// An invitation to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvitationAsk {
    /// For whom.
    pub name: String,
    /// The role's name.
    pub role: String,
    /// Activities the new member gets.
    pub activities: Vec<Id>,
    /// Days it stays open.
    pub days: u32,
}

/// An invitation that was made. The link is shown once: the server keeps no copy of its secret.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invitation {
    /// Which one.
    pub id: Id,
    /// The link to hand over.
    pub link: String,
    /// Until when it opens.
    pub expires: Millis,
}

/// A token by which a program is to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataTokenAsk {
    /// What will read.
    pub name: String,
    /// How much, by its name.
    pub reach: String,
    /// Days it lasts.
    pub days: u32,
}

/// A token that was made. It is shown once: the server keeps no copy of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DataTokenMade {
    /// Which one.
    pub id: Id,
    /// The token.
    pub token: String,
}

/// What a kept report was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct KeptAsked {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Which activities; none: all of them.
    pub activities: Option<Vec<Id>>,
    /// Which projects; none: whoever funds what.
    pub projects: Option<Vec<Id>>,
}

/// How many people a report counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct KeptTotal {
    /// Each once.
    pub people: u64,
}

/// A report that the server keeps as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct KeptReport {
    /// Which one.
    pub id: Id,
    /// When it was made.
    pub made: Millis,
    /// The member who kept it; none where it was made by itself.
    #[serde(default)]
    pub made_by: Option<Id>,
    /// Whether it is for others than the association's own people.
    #[serde(default)]
    pub outside: bool,
    /// Which data it was made of.
    #[serde(default)]
    pub seq: u64,
    /// What was asked.
    #[serde(default)]
    pub asked: KeptAsked,
    /// What it counts; none where that is hidden.
    #[serde(default)]
    pub total: Option<KeptTotal>,
}

#[derive(Deserialize)]
struct KeptReports {
    reports: Vec<KeptReport>,
    #[serde(default)]
    full: bool,
}

/// A file of people to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportAsk {
    /// The file's name, which tells its kind.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The activity its people are registered in.
    pub activity: Option<Id>,
    /// Columns mapped by hand: field name by column number.
    pub mapping: BTreeMap<usize, String>,
    /// The language of the reasons.
    pub lang: String,
    /// Whether to keep them; otherwise it is a preview and nothing changes.
    pub commit: bool,
    /// Whether to keep the good lines although others are refused; otherwise one refused line keeps all out.
    pub skip_refused: bool,
    /// Whether those who are likely known already are new people all the same.
    pub add_likely: bool,
}

/// One column of an imported file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Column {
    /// Its number, from 0.
    pub index: usize,
    /// What its first line says.
    #[serde(default)]
    pub header: String,
    /// The field it was recognised as.
    #[serde(default)]
    pub field: Option<String>,
}

/// One cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RefusedCell {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its column's header, where one is at fault.
    #[serde(default)]
    pub column: Option<String>,
    /// Why, in the language asked for.
    pub reason: String,
}

/// A line that says again what an earlier one said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RepeatedLine {
    /// The line, from 1.
    pub line: u64,
    /// The earlier line.
    pub of: u64,
}

/// A line about someone who is likely known, though what is said of them differs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LikelyLine {
    /// The line, from 1.
    pub line: u64,
    /// Their name, as the file has it.
    pub name: String,
}

/// One person of the file, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReadRow {
    /// The line, from 1.
    pub line: u64,
    /// What becomes of them: new, known, likely or refused.
    pub fate: String,
    /// Given name in Arabic.
    pub given_ar: String,
    /// Family name in Arabic.
    pub family_ar: String,
    /// Given name in Latin script.
    pub given_la: String,
    /// Family name in Latin script.
    pub family_la: String,
    /// Year of birth.
    pub birth_year: Option<i64>,
    /// Phone, E.164.
    pub phone: String,
    /// Commune.
    pub commune: String,
}

/// What an import would do, or did.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ImportReport {
    /// The columns found.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// People taken.
    #[serde(default)]
    pub accepted: u64,
    /// People known already.
    #[serde(default)]
    pub known: u64,
    /// Who is likely known already.
    #[serde(default)]
    pub likely: Vec<LikelyLine>,
    /// Registrations in the activity.
    #[serde(default)]
    pub registered: u64,
    /// Lines that repeat an earlier one.
    #[serde(default)]
    pub repeated: Vec<RepeatedLine>,
    /// What was not taken, and why.
    #[serde(default)]
    pub refused: Vec<RefusedCell>,
    /// The first rows as they were read.
    #[serde(default)]
    pub rows: Vec<ReadRow>,
    /// Whether it was done: all of it is kept, or nothing is.
    #[serde(default)]
    pub committed: bool,
}

/// The reports that the server keeps, the newest first, and whether it takes no more.
pub(super) async fn kept_reports() -> Result<(Vec<KeptReport>, bool), CallError> {
    let answer = call("GET", "/api/v1/reports", Body::Empty, JSON).await?;
    let told: KeptReports = serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)?;
    Ok((told.reports, told.full))
}

/// Keeps a report; `asked` is what it asks, as in an address.
pub(super) async fn keep_report(asked: &str, work: Work) -> Result<(), CallError> {
    upload::ask(&format!("/api/v1/reports?{asked}"), JSON, work)
        .await
        .map(drop)
}

/// Keeps a report no longer.
pub(super) async fn delete_report(id: Id) -> Result<(), CallError> {
    let path = format!("/api/v1/reports/{id}");
    call("DELETE", &path, Body::Empty, JSON).await.map(drop)
}

/// A document to keep, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentAsk {
    /// Under which id; sent again under it, it is kept once.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub sort: DocumentKind,
    /// The day it bears.
    pub day: Option<Day>,
    /// The name of its file.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Keeps a document on the server.
pub(super) async fn keep_document(ask: &DocumentAsk, work: Work) -> Result<(), CallError> {
    let coded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let day = ask.day.map(|day| format!("&day={day}")).unwrap_or_default();
    let (title, sort, name) = (coded(&ask.title), ask.sort.name(), coded(&ask.name));
    let path = format!(
        "/api/v1/document/{}?title={title}&sort={sort}&name={name}{day}",
        ask.id
    );
    upload(&path, &ask.bytes, JSON, work).await.map(drop)
}

/// Makes a token by which a program reads.
pub(super) async fn make_token(ask: &DataTokenAsk) -> Result<DataTokenMade, CallError> {
    post("/api/v1/token", ask).await
}

/// Signs in: the session is in a cookie from now on.
pub async fn sign_in(ask: &SignInAsk) -> Result<SignedIn, CallError> {
    post("/api/v1/session", ask).await
}

#[derive(Deserialize)]
struct PhoneSecret {
    secret: String,
}

#[derive(Deserialize)]
struct ParcelTold {
    key: String,
}

/// Asks for the secret of a phone that signed in before there were any.
pub(super) async fn phone_secret() -> Result<String, CallError> {
    let told: PhoneSecret = post("/api/v1/session/secret", &()).await?;
    Ok(told.secret)
}

/// Gives a session that was begun without a pass the one that this phone made; that which it has then. A server of an
/// earlier version draws its own.
pub(super) async fn give_pass(pass: &str) -> Result<String, CallError> {
    #[derive(Deserialize)]
    struct Drawn {
        pass: String,
    }
    let body = serde_json::json!({ "pass": pass }).to_string();
    let answer = call("POST", "/api/v1/session/pass", Body::Json(body), JSON).await?;
    let drawn: Option<Drawn> = serde_json::from_slice(&answer.body).ok();
    Ok(drawn.map_or_else(|| pass.to_owned(), |drawn| drawn.pass))
}

/// How a phone stands with the server.
#[derive(Deserialize)]
pub(super) struct Stands {
    /// Whether it was revoked, or its member's account closed.
    #[serde(default)]
    pub(super) revoked: bool,
}

/// Asks how a phone of this browser stands, as one that is locked can.
pub(super) async fn stands(device: Id) -> Result<Stands, CallError> {
    let as_it = Some(Said::without(device));
    let answer = call_as(as_it, "GET", "/api/v1/session", Body::Empty, JSON).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

/// Ends the session of a phone of this browser; without one, that of a phone that names none.
pub(super) async fn sign_out(device: Option<Id>) -> Result<(), CallError> {
    let as_it = device.map(Said::without);
    call_as(as_it, "DELETE", "/api/v1/session", Body::Empty, JSON)
        .await
        .map(drop)
}

/// What an invitation offers, to show before it is accepted.
pub async fn open_invitation(token: &str) -> Result<InvitationOffer, CallError> {
    post("/api/v1/invitation/open", &serde_json::json!({ "token": token })).await
}

/// Chooses another password by a link; what its member signs in with.
pub async fn renew_password(token: &str, password: &str) -> Result<String, CallError> {
    #[derive(Deserialize)]
    struct Renewed {
        login: String,
    }
    let ask = serde_json::json!({ "token": token, "password": password });
    let renewed: Renewed = post("/api/v1/password/reset", &ask).await?;
    Ok(renewed.login)
}

/// Makes the account an invitation offers, and signs in.
pub async fn accept_invitation(ask: &AcceptAsk) -> Result<SignedIn, CallError> {
    post("/api/v1/invitation/accept", ask).await
}

pub(super) async fn invite(ask: &InvitationAsk) -> Result<Invitation, CallError> {
    post("/api/v1/invitation", ask).await
}

/// Makes a link by which a member chooses another password, and comes in without a code from then on where it says so.
pub(super) async fn password_link(member: Id, without_code: bool) -> Result<Invitation, CallError> {
    let ask = serde_json::json!({ "member": member, "without_code": without_code });
    post("/api/v1/password/link", &ask).await
}

/// How the second factor of the member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct FactorStands {
    /// Whether signing in asks for a code.
    pub on: bool,
    /// Recovery codes that are left.
    #[serde(default)]
    pub recovery: u64,
}

/// What an authenticator app is given, once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FactorOffer {
    /// What is typed into it.
    pub secret: String,
    /// What it scans.
    pub uri: String,
}

pub(super) async fn factor() -> Result<FactorStands, CallError> {
    let answer = call("GET", "/api/v1/factor", Body::Empty, JSON).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

pub(super) async fn begin_factor(password: &str) -> Result<FactorOffer, CallError> {
    post(
        "/api/v1/factor/begin",
        &serde_json::json!({ "password": password }),
    )
    .await
}

/// Switches the second factor on by a code of it; the recovery codes.
pub(super) async fn confirm_factor(code: &str) -> Result<Vec<String>, CallError> {
    #[derive(Deserialize)]
    struct Begun {
        recovery: Vec<String>,
    }
    let begun: Begun = post("/api/v1/factor/confirm", &serde_json::json!({ "code": code })).await?;
    Ok(begun.recovery)
}

pub(super) async fn end_factor(password: &str, code: &str) -> Result<(), CallError> {
    let ask = serde_json::json!({ "password": password, "code": code });
    tell("/api/v1/factor/end", &ask).await
}

/// A phone one is signed in on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OpenSession {
    /// Which device.
    pub device: Id,
    /// What it calls itself.
    #[serde(default)]
    pub name: String,
    /// When it was last used, within a quarter of an hour.
    #[serde(default)]
    pub used: Millis,
    /// Whether it is this phone.
    #[serde(default)]
    pub this: bool,
}

pub(super) async fn change_password(current: &str, password: &str) -> Result<(), CallError> {
    let ask = serde_json::json!({ "current": current, "password": password });
    tell("/api/v1/password", &ask).await
}

pub(super) async fn open_sessions() -> Result<Vec<OpenSession>, CallError> {
    let answer = call("GET", "/api/v1/sessions", Body::Empty, JSON).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

pub(super) async fn end_sessions(password: &str, device: Option<Id>) -> Result<(), CallError> {
    let ask = serde_json::json!({ "password": password, "device": device });
    tell("/api/v1/sessions/end", &ask).await
}

/// What this phone seals its unsent work with in a file, in hexadecimal digits.
pub(super) async fn parcel_key() -> Result<String, CallError> {
    let told: ParcelTold = post("/api/v1/parcel/key", &()).await?;
    Ok(told.key)
}

/// Hands over a colleague's sealed work.
pub(super) async fn deliver(parcel: &[u8]) -> Result<Delivered, CallError> {
    let answer = call("POST", "/api/v1/parcel", Body::File(parcel), JSON).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

/// Keeps the number of a person's identity card; an empty one is kept no longer.
pub(super) async fn keep_cin(person: Id, cin: &str) -> Result<(), CallError> {
    tell(
        "/api/v1/cin",
        &CinAsk {
            person: Some(person),
            cin,
        },
    )
    .await
}

/// The number of a person's identity card; the log says that it was seen.
pub(super) async fn view_cin(person: Id) -> Result<String, CallError> {
    let told: CinTold = post(
        "/api/v1/cin/view",
        &CinAsk {
            person: Some(person),
            cin: "",
        },
    )
    .await?;
    Ok(told.cin)
}

/// The people whose identity card has a number.
pub(super) async fn find_cin(cin: &str) -> Result<Vec<Id>, CallError> {
    let found: CinFound = post("/api/v1/cin/find", &CinAsk { person: None, cin }).await?;
    Ok(found.people)
}

#[derive(Serialize)]
struct CinAsk<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Id>,
    #[serde(skip_serializing_if = "str::is_empty")]
    cin: &'a str,
}

#[derive(Deserialize)]
struct CinTold {
    cin: String,
}

#[derive(Deserialize)]
struct CinFound {
    people: Vec<Id>,
}

/// Entries of the log, and before which number there is more.
pub(super) async fn log_before(
    seq: u64,
    limit: u32,
    sought: &Sought,
) -> Result<(Vec<Record>, Option<u64>), CallError> {
    let answer = call("GET", &log_path(seq, limit, sought), Body::Empty, CBOR).await?;
    let entries = from_cbor(&answer.body).map_err(|_| CallError::Garbled)?;
    Ok((entries, answer.next))
}

fn log_path(seq: u64, limit: u32, sought: &Sought) -> String {
    let kind = sought.kind.and_then(|kind| u16::try_from(kind).ok());
    let said = [
        sought.member.map(|member| format!("member={member}")),
        sought.device.map(|device| format!("device={device}")),
        about(&sought.about),
        kind.map(|kind| format!("kind={}", Kind::from_number(kind).name())),
        sought.day.map(|day| format!("day={day}")),
        sought.corrections.then(|| "corrections=true".to_owned()),
        sought.late.then(|| "late=true".to_owned()),
    ];
    let path = format!("/api/v1/log?before={seq}&limit={limit}");
    said.into_iter()
        .flatten()
        .fold(path, |path, said| format!("{path}&{said}"))
}

fn about(ids: &[Id]) -> Option<String> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    (!ids.is_empty()).then(|| format!("about={}", ids.join(",")))
}

pub(super) async fn import(ask: &ImportAsk, work: Work) -> Result<ImportReport, CallError> {
    let answer = upload(&import_path(ask), &ask.bytes, JSON, work).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

fn import_path(ask: &ImportAsk) -> String {
    let coded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let mapping = serde_json::to_string(&ask.mapping).unwrap_or_default();
    let activity = ask
        .activity
        .map(|activity| format!("&activity={activity}"))
        .unwrap_or_default();
    let (name, lang) = (coded(&ask.name), coded(&ask.lang));
    let (commit, skip, add, mapping) = (ask.commit, ask.skip_refused, ask.add_likely, coded(&mapping));
    format!(
        "/api/v1/import?name={name}&lang={lang}&commit={commit}&skip_refused={skip}&add_likely={add}&mapping={mapping}{activity}"
    )
}

/// Asks for something that is answered by being done.
async fn tell(path: &str, ask: &impl Serialize) -> Result<(), CallError> {
    let body = serde_json::to_string(ask).map_err(|_| CallError::Garbled)?;
    call("POST", path, Body::Json(body), JSON).await.map(drop)
}

async fn post<T: DeserializeOwned>(path: &str, ask: &impl Serialize) -> Result<T, CallError> {
    let body = serde_json::to_string(ask).map_err(|_| CallError::Garbled)?;
    let answer = call("POST", path, Body::Json(body), JSON).await?;
    serde_json::from_slice(&answer.body).map_err(|_| CallError::Garbled)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_of_a_later_server_is_still_read() {
        let said = r#"{"code":"too_many_tries","message":"wait","retry_after":40,"tomorrow":[1]}"#;
        let envelope: Envelope = serde_json::from_str(said).unwrap();
        assert_eq!(
            (envelope.code.as_str(), envelope.retry_after, envelope.field),
            ("too_many_tries", Some(40), None)
        );
    }

    #[test]
    fn a_sign_in_without_a_former_device_or_a_code_names_none() {
        let ask = SignInAsk {
            login: "samira".into(),
            password: "secret".into(),
            code: String::new(),
            device_name: "Chrome".into(),
            device: None,
            devices: Vec::new(),
            passes: true,
        };
        let said = serde_json::to_string(&ask).unwrap();
        assert!(!said.contains("\"device\"") && !said.contains("\"code\""));
    }
}
