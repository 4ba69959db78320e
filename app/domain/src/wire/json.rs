//! The same messages in JSON, for other people's programs: names instead of numbers, days as
//! `2026-11-23`, instants in milliseconds, ids as UUIDs. A field of a later version is `#number`.
//!
//! A cursor or change that cannot be read stops no other, as in CBOR.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::{Cursor, DeviceReport, LogHead, SlicePart, SyncRequest, SyncResponse, from_cbor, to_cbor};
use crate::change::{Change, Told, UNREAD};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Record, Rule, natural_id, spec, specs};
use crate::slice::Slice;
use crate::time::{Clock, Day, Millis};
use crate::value::{FieldNo, FieldValue, Fields, Value};
use crate::verdict::{Answer, Reason, Verdict};

/// Why a message in JSON was not understood.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or not of this message's shape.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// A name or value that the protocol does not have.
    #[error("{0}")]
    Content(String),
}

fn content<T>(message: impl Into<String>) -> Result<T, JsonError> {
    Err(JsonError::Content(message.into()))
}

#[derive(Serialize, Deserialize)]
struct JsonRequest<Cursor, Change> {
    protocol: u16,
    device: Id,
    #[serde(default)]
    epoch: Option<Id>,
    now: Millis,
    #[serde(default = "Vec::new")]
    cursors: Vec<Cursor>,
    #[serde(default = "Vec::new")]
    changes: Vec<Change>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<JsonReport>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    head: Option<JsonHead>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    held: Vec<Id>,
}

#[derive(Serialize, Deserialize)]
struct JsonCursor {
    slice: String,
    upto: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct JsonReport {
    #[serde(default)]
    waiting: u64,
    #[serde(default)]
    refused: u64,
    #[serde(default)]
    used_kb: u64,
    #[serde(default)]
    persisted: bool,
    #[serde(default)]
    version: String,
}

#[derive(Serialize, Deserialize)]
struct JsonChange {
    id: Id,
    kind: String,
    #[serde(default)]
    record: Option<Id>,
    #[serde(default)]
    base: u64,
    set: Map<String, Json>,
    at: Millis,
    #[serde(default)]
    offset_min: i64,
    counter: u64,
}

#[derive(Serialize, Deserialize)]
struct JsonRecord {
    kind: String,
    id: Id,
    version: u64,
    fields: Map<String, Json>,
}

#[derive(Serialize, Deserialize)]
struct JsonPart {
    slice: String,
    upto: u64,
    records: Vec<JsonRecord>,
    gone: Vec<Id>,
    dropped: bool,
    fresh: bool,
}

#[derive(Serialize, Deserialize)]
struct JsonAnswer {
    change: Id,
    seq: u64,
    received: Millis,
    verdict: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldNo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands: Option<bool>,
}

#[derive(Serialize, Deserialize)]
struct JsonResponse {
    protocol: u16,
    epoch: Id,
    server_time: Millis,
    verdicts: Vec<JsonAnswer>,
    slices: Vec<JsonPart>,
    more: bool,
    head: Option<JsonHead>,
    #[serde(default)]
    revoked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shared_upto: Option<u64>,
    #[serde(default)]
    backed_up_upto: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decided: Vec<JsonAnswer>,
}

#[derive(Serialize, Deserialize)]
struct JsonHead {
    seq: u64,
    hash: String,
}

/// Reads a request.
pub fn request(bytes: &[u8]) -> Result<SyncRequest, JsonError> {
    let json: JsonRequest<&RawValue, &RawValue> = serde_json::from_slice(bytes)?;
    Ok(SyncRequest {
        protocol: json.protocol,
        device: json.device,
        epoch: json.epoch,
        now: json.now,
        cursors: json.cursors.into_iter().filter_map(cursor_of).collect(),
        changes: json.changes.into_iter().filter_map(change_of).collect(),
        report: json.report.map(|report| DeviceReport {
            waiting: report.waiting,
            refused: report.refused,
            used_kb: report.used_kb,
            persisted: report.persisted,
            version: report.version,
        }),
        head: json.head.map(head_of).transpose()?,
        held: json.held,
    })
}

/// Writes a request.
pub fn request_text(request: &SyncRequest) -> Result<String, JsonError> {
    let changes = request.changes.iter().map(|change| JsonChange {
        id: change.id,
        kind: kind_name(change.kind),
        record: Some(change.record),
        base: change.base,
        set: fields_text(change.kind, &change.set),
        at: change.clock.now,
        offset_min: change.clock.offset_min,
        counter: change.counter,
    });
    let json = JsonRequest {
        protocol: request.protocol,
        device: request.device,
        epoch: request.epoch,
        now: request.now,
        cursors: request
            .cursors
            .iter()
            .map(|cursor| JsonCursor {
                slice: slice_text(cursor.slice),
                upto: cursor.upto,
                before: cursor.before,
            })
            .collect(),
        changes: changes.collect(),
        report: request.report.as_ref().map(|report| JsonReport {
            waiting: report.waiting,
            refused: report.refused,
            used_kb: report.used_kb,
            persisted: report.persisted,
            version: report.version.clone(),
        }),
        head: request.head.as_ref().map(head_json),
        held: request.held.clone(),
    };
    Ok(serde_json::to_string(&json)?)
}

/// Writes an answer.
pub fn response_text(response: &SyncResponse) -> Result<String, JsonError> {
    let part = |part: &SlicePart| JsonPart {
        slice: slice_text(part.slice),
        upto: part.upto,
        records: part.records.iter().map(record_json).collect(),
        gone: part.gone.clone(),
        dropped: part.dropped,
        fresh: part.fresh,
    };
    let json = JsonResponse {
        protocol: response.protocol,
        epoch: response.epoch,
        server_time: response.server_time,
        verdicts: response.verdicts.iter().map(answer_json).collect(),
        slices: response.slices.iter().map(part).collect(),
        more: response.more,
        head: response.head.as_ref().map(head_json),
        revoked: response.revoked,
        shared_upto: response.shared_upto,
        backed_up_upto: response.backed_up_upto,
        decided: response.decided.iter().map(answer_json).collect(),
    };
    Ok(serde_json::to_string(&json)?)
}

/// Reads an answer.
pub fn response(bytes: &[u8]) -> Result<SyncResponse, JsonError> {
    let json: JsonResponse = serde_json::from_slice(bytes)?;
    let part = |part: JsonPart| {
        // A slice that only a later version has is passed over.
        let slice = slice_of(&part.slice)?;
        let records = part.records.into_iter().map(record_of).collect();
        Some(SlicePart {
            slice,
            upto: part.upto,
            records,
            gone: part.gone,
            dropped: part.dropped,
            fresh: part.fresh,
        })
    };
    Ok(SyncResponse {
        protocol: json.protocol,
        epoch: json.epoch,
        server_time: json.server_time,
        verdicts: json.verdicts.into_iter().map(answer_of).collect(),
        slices: json.slices.into_iter().filter_map(part).collect(),
        more: json.more,
        head: json.head.map(head_of).transpose()?,
        revoked: json.revoked,
        shared_upto: json.shared_upto,
        backed_up_upto: json.backed_up_upto,
        decided: json.decided.into_iter().map(answer_of).collect(),
    })
}

fn head_json(head: &LogHead) -> JsonHead {
    JsonHead {
        seq: head.seq,
        hash: hex(&head.hash),
    }
}

fn head_of(json: JsonHead) -> Result<LogHead, JsonError> {
    match unhex(&json.hash) {
        Some(hash) => Ok(LogHead { seq: json.seq, hash }),
        None => content("the log's hash is not 64 hexadecimal digits"),
    }
}

/// A record as one JSON object.
pub fn record_text(record: &Record) -> Result<String, JsonError> {
    Ok(serde_json::to_string(&record_json(record))?)
}

/// A record as a JSON value.
pub fn record_value(record: &Record) -> Result<Json, JsonError> {
    Ok(serde_json::to_value(record_json(record))?)
}

/// Reads one record.
pub fn record(bytes: &[u8]) -> Result<Record, JsonError> {
    Ok(record_of(serde_json::from_slice(bytes)?))
}

fn record_json(record: &Record) -> JsonRecord {
    JsonRecord {
        kind: kind_name(record.kind),
        id: record.id,
        version: record.version,
        fields: fields_text(record.kind, &record.fields),
    }
}

fn record_of(json: JsonRecord) -> Record {
    let kind = kind_of(&json.kind).unwrap_or(Kind::Other(0));
    Record {
        kind,
        id: json.id,
        version: json.version,
        fields: fields_of(kind, json.fields),
    }
}

fn cursor_of(raw: &RawValue) -> Option<Cursor> {
    let json: JsonCursor = serde_json::from_str(raw.get()).ok()?;
    Some(Cursor {
        slice: slice_of(&json.slice)?,
        upto: json.upto,
        before: json.before,
    })
}

fn change_of(raw: &RawValue) -> Option<Change> {
    read_change(raw).or_else(|| unread_change(raw))
}

fn read_change(raw: &RawValue) -> Option<Change> {
    let json: JsonChange = serde_json::from_str(raw.get()).ok()?;
    let kind = kind_of(&json.kind)?;
    let set = fields_of(kind, json.set);
    Some(Change {
        id: json.id,
        kind,
        record: json.record.or_else(|| natural_id(kind, &set))?,
        base: json.base,
        set,
        clock: Clock {
            now: json.at,
            offset_min: json.offset_min,
        },
        counter: json.counter,
    })
}

/// What can be told of a change that cannot be read: see [`Told::change`].
fn unread_change(raw: &RawValue) -> Option<Change> {
    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(raw.get()).ok()?;
    fn entry<'a, T: Deserialize<'a>>(entries: &BTreeMap<String, &'a RawValue>, name: &str) -> Option<T> {
        serde_json::from_str(entries.get(name)?.get()).ok()
    }
    let told = Told {
        id: entry(&entries, "id"),
        kind: entry::<String>(&entries, "kind").and_then(|name| kind_of(&name)),
        record: entry(&entries, "record"),
        clock: Clock {
            now: entry(&entries, "at").unwrap_or_default(),
            offset_min: entry(&entries, "offset_min").unwrap_or_default(),
        },
        counter: entry(&entries, "counter").unwrap_or_default(),
    };
    told.change(other(raw.get()))
}

/// What no field holds, as it came.
fn other(text: &str) -> Value {
    Value::other(&to_cbor(&Value::Text(text.into())))
}

fn answer_json(answer: &Answer) -> JsonAnswer {
    let (fields, stands) = match &answer.verdict {
        Verdict::Conflict { fields, stands } => (fields.clone(), Some(*stands)),
        Verdict::Refused { field, .. } => (field.iter().copied().collect(), None),
        _ => (Vec::new(), None),
    };
    JsonAnswer {
        change: answer.change,
        seq: answer.seq,
        received: answer.received,
        verdict: VERDICTS[answer.verdict.number() as usize].into(),
        fields,
        reason: answer.verdict.reason().map(|reason| reason.name().into()),
        stands,
    }
}

const VERDICTS: [&str; 5] = ["accepted", "parallel", "conflict", "held", "refused"];

fn answer_of(json: JsonAnswer) -> Answer {
    let reason = json
        .reason
        .as_deref()
        .and_then(Reason::from_name)
        .unwrap_or_default();
    let verdict = match json.verdict.as_str() {
        "accepted" => Verdict::Accepted,
        "parallel" => Verdict::Parallel,
        "conflict" => Verdict::Conflict {
            fields: json.fields,
            stands: json.stands.unwrap_or_default(),
        },
        "held" => Verdict::Held { reason },
        "refused" => Verdict::Refused {
            field: json.fields.first().copied(),
            reason,
        },
        // As in CBOR: whatever a later version decided, the change is there.
        _ => Verdict::Held {
            reason: Reason::UnknownKind,
        },
    };
    Answer {
        change: json.change,
        seq: json.seq,
        received: json.received,
        verdict,
    }
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Other(number) => format!("#{number}"),
        known => known.name().into(),
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    Kind::from_name(name).or_else(|| name.strip_prefix('#')?.parse().ok().map(Kind::from_number))
}

fn slice_text(slice: Slice) -> String {
    match slice {
        Slice::Association => "association".into(),
        Slice::Register => "register".into(),
        Slice::Log => "log".into(),
        Slice::Activity(id) => format!("activity:{id}"),
        Slice::Own(id) => format!("own:{id}"),
    }
}

fn slice_of(text: &str) -> Option<Slice> {
    match text {
        "association" => Some(Slice::Association),
        "register" => Some(Slice::Register),
        "log" => Some(Slice::Log),
        _ => match text.split_once(':')? {
            ("activity", id) => id.parse().ok().map(Slice::Activity),
            ("own", id) => id.parse().ok().map(Slice::Own),
            _ => None,
        },
    }
}

fn fields_text(kind: Kind, fields: &Fields) -> Map<String, Json> {
    fields
        .iter()
        .map(|(number, value)| match spec(kind, number) {
            Some(spec) => (spec.name.to_string(), value_text(Some(spec.rule), value)),
            None => (format!("#{number}"), value_text(None, value)),
        })
        .collect()
}

/// The fields by their numbers. One of a name that the kind does not have stands at [`UNREAD`], with its name.
fn fields_of(kind: Kind, json: Map<String, Json>) -> Fields {
    json.into_iter()
        .map(|(name, value)| {
            if let Some(spec) = specs(kind).iter().find(|spec| spec.name == name) {
                return (spec.number, value_of(Some(spec.rule), value));
            }
            match name.strip_prefix('#').map(str::parse) {
                Some(Ok(number)) => (number, value_of(None, value)),
                _ => (UNREAD, other(&format!("{name}: {value}"))),
            }
        })
        .collect()
}

fn value_text(rule: Option<Rule>, value: &Value) -> Json {
    match (rule, value) {
        (_, Value::Null) => Json::Null,
        (_, Value::Bool(yes)) => (*yes).into(),
        (Some(Rule::Day), value @ Value::Int(_)) => match Option::<Day>::read(Some(value)) {
            Some(day) => day.to_string().into(),
            None => Json::Null,
        },
        (_, Value::Int(number)) => (*number).into(),
        (_, Value::Text(text)) => text.to_string().into(),
        (_, Value::Id(id)) => Json::Object(
            [("id".to_string(), Json::String(id.to_string()))]
                .into_iter()
                .collect(),
        ),
        (_, Value::Bytes(bytes)) => {
            Json::Object([("hex".to_string(), hex(bytes).into())].into_iter().collect())
        }
        (_, Value::Other(raw)) => Json::Object([("cbor".to_string(), hex(raw).into())].into_iter().collect()),
        (_, Value::List(items)) => items.iter().map(|item| value_text(None, item)).collect(),
        (_, Value::Map(fields)) => {
            let entries = fields
                .iter()
                .map(|(number, value)| (format!("#{number}"), value_text(None, value)));
            Json::Object(entries.collect())
        }
    }
}

/// What a field is given. What it cannot hold is carried as it came, and refused by who checks it.
fn value_of(rule: Option<Rule>, json: Json) -> Value {
    known_value(rule, &json).unwrap_or_else(|| other(&json.to_string()))
}

fn known_value(rule: Option<Rule>, json: &Json) -> Option<Value> {
    Some(match (rule, json) {
        (_, Json::Null) => Value::Null,
        (_, Json::Bool(yes)) => Value::Bool(*yes),
        (Some(Rule::Day), Json::String(text)) => Value::Int(Day::from_iso(text)?.0.into()),
        (_, Json::Number(number)) => Value::Int(number.as_i64()?),
        (Some(Rule::Ref(_)), Json::String(text)) => Value::Id(text.parse().ok()?),
        (_, Json::String(text)) => Value::Text(text.as_str().into()),
        (rule, Json::Array(items)) => {
            let inner = match rule {
                Some(Rule::Refs(kind)) => Some(Rule::Ref(kind)),
                _ => None,
            };
            let items = items.iter().map(|item| known_value(inner, item));
            Value::List(items.collect::<Option<_>>()?)
        }
        (_, Json::Object(object)) => object_of(object)?,
    })
}

fn object_of(object: &Map<String, Json>) -> Option<Value> {
    let text = |name| {
        object
            .get(name)
            .and_then(Json::as_str)
            .filter(|_| object.len() == 1)
    };
    if let Some(id) = text("id") {
        return id.parse().ok().map(Value::Id);
    }
    if let Some(digits) = text("hex") {
        return bytes_of_hex(digits).map(|bytes| Value::bytes(&bytes));
    }
    if let Some(digits) = text("cbor") {
        return from_cbor(&bytes_of_hex(digits)?).ok();
    }
    let entries = object.iter().map(|(name, value)| {
        let number = name.strip_prefix('#')?.parse().ok()?;
        Some((number, known_value(None, value)?))
    });
    entries.collect::<Option<Fields>>().map(Value::Map)
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    bytes_of_hex(text)?.try_into().ok()
}
