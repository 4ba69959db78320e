//! The same messages in JSON, for other people's programs: names instead of numbers, days as
//! `2026-11-23`, instants in milliseconds, ids as UUIDs. A field of a later version is `#number`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Cursor, DeviceReport, LogHead, SlicePart, SyncRequest, SyncResponse};
use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Record, Rule, natural_id, spec, specs};
use crate::slice::Slice;
use crate::time::{Clock, Day, Millis};
use crate::value::{FieldNo, FieldValue, Fields, Value};
use crate::verdict::{Answer, Verdict};

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
struct JsonRequest {
    protocol: u16,
    device: Id,
    #[serde(default)]
    epoch: Option<Id>,
    now: Millis,
    #[serde(default)]
    cursors: Vec<JsonCursor>,
    #[serde(default)]
    changes: Vec<JsonChange>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<JsonReport>,
}

#[derive(Serialize, Deserialize)]
struct JsonCursor {
    slice: String,
    upto: u64,
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
}

#[derive(Serialize, Deserialize)]
struct JsonHead {
    seq: u64,
    hash: String,
}

/// Reads a request.
pub fn request(bytes: &[u8]) -> Result<SyncRequest, JsonError> {
    let json: JsonRequest = serde_json::from_slice(bytes)?;
    let cursors = json.cursors.into_iter().map(|cursor| {
        Ok(Cursor {
            slice: slice_of(&cursor.slice)?,
            upto: cursor.upto,
        })
    });
    Ok(SyncRequest {
        protocol: json.protocol,
        device: json.device,
        epoch: json.epoch,
        now: json.now,
        cursors: cursors.collect::<Result<_, JsonError>>()?,
        changes: json
            .changes
            .into_iter()
            .map(change_of)
            .collect::<Result<_, _>>()?,
        report: json.report.map(|report| DeviceReport {
            waiting: report.waiting,
            refused: report.refused,
            used_kb: report.used_kb,
            persisted: report.persisted,
            version: report.version,
        }),
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
        head: response.head.as_ref().map(|head| JsonHead {
            seq: head.seq,
            hash: hex(&head.hash),
        }),
    };
    Ok(serde_json::to_string(&json)?)
}

/// Reads an answer.
pub fn response(bytes: &[u8]) -> Result<SyncResponse, JsonError> {
    let json: JsonResponse = serde_json::from_slice(bytes)?;
    let part = |part: JsonPart| {
        Ok(SlicePart {
            slice: slice_of(&part.slice)?,
            upto: part.upto,
            records: part
                .records
                .into_iter()
                .map(record_of)
                .collect::<Result<_, JsonError>>()?,
            gone: part.gone,
            dropped: part.dropped,
            fresh: part.fresh,
        })
    };
    let head = json.head.map(|head| match unhex(&head.hash) {
        Some(hash) => Ok(LogHead { seq: head.seq, hash }),
        None => content("the log's hash is not 64 hexadecimal digits"),
    });
    Ok(SyncResponse {
        protocol: json.protocol,
        epoch: json.epoch,
        server_time: json.server_time,
        verdicts: json
            .verdicts
            .into_iter()
            .map(answer_of)
            .collect::<Result<_, _>>()?,
        slices: json
            .slices
            .into_iter()
            .map(part)
            .collect::<Result<_, JsonError>>()?,
        more: json.more,
        head: head.transpose()?,
    })
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
    record_of(serde_json::from_slice(bytes)?)
}

fn record_json(record: &Record) -> JsonRecord {
    JsonRecord {
        kind: kind_name(record.kind),
        id: record.id,
        version: record.version,
        fields: fields_text(record.kind, &record.fields),
    }
}

fn record_of(json: JsonRecord) -> Result<Record, JsonError> {
    let kind = kind_of(&json.kind)?;
    Ok(Record {
        kind,
        id: json.id,
        version: json.version,
        fields: fields_of(kind, json.fields)?,
    })
}

fn change_of(json: JsonChange) -> Result<Change, JsonError> {
    let kind = kind_of(&json.kind)?;
    let set = fields_of(kind, json.set)?;
    let Some(record) = json.record.or_else(|| natural_id(kind, &set)) else {
        return content("a change names no record, and what it sets does not make one");
    };
    Ok(Change {
        id: json.id,
        kind,
        record,
        base: json.base,
        set,
        clock: Clock {
            now: json.at,
            offset_min: json.offset_min,
        },
        counter: json.counter,
    })
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

fn answer_of(json: JsonAnswer) -> Result<Answer, JsonError> {
    let reason = json
        .reason
        .as_deref()
        .and_then(crate::verdict::Reason::from_name)
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
        other => return content(format!("no verdict is called {other}")),
    };
    Ok(Answer {
        change: json.change,
        seq: json.seq,
        received: json.received,
        verdict,
    })
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Other(number) => format!("#{number}"),
        known => known.name().into(),
    }
}

fn kind_of(name: &str) -> Result<Kind, JsonError> {
    let numbered = || name.strip_prefix('#')?.parse().ok().map(Kind::from_number);
    Kind::from_name(name)
        .or_else(numbered)
        .map_or_else(|| content(format!("no kind of record is called {name}")), Ok)
}

fn slice_text(slice: Slice) -> String {
    match slice {
        Slice::Association => "association".into(),
        Slice::Register => "register".into(),
        Slice::Log => "log".into(),
        Slice::Activity(id) => format!("activity:{id}"),
    }
}

fn slice_of(text: &str) -> Result<Slice, JsonError> {
    match text {
        "association" => Ok(Slice::Association),
        "register" => Ok(Slice::Register),
        "log" => Ok(Slice::Log),
        _ => match text.strip_prefix("activity:").map(str::parse) {
            Some(Ok(id)) => Ok(Slice::Activity(id)),
            _ => content(format!("no slice is called {text}")),
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

fn fields_of(kind: Kind, json: Map<String, Json>) -> Result<Fields, JsonError> {
    json.into_iter()
        .map(|(name, value)| {
            if let Some(spec) = specs(kind).iter().find(|spec| spec.name == name) {
                return Ok((spec.number, value_of(Some(spec.rule), value)?));
            }
            match name.strip_prefix('#').map(str::parse) {
                Some(Ok(number)) => Ok((number, value_of(None, value)?)),
                _ => content(format!("{} has no field called {name}", kind_name(kind))),
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
        (_, Value::List(items)) => items.iter().map(|item| value_text(None, item)).collect(),
        (_, Value::Map(fields)) => {
            let entries = fields
                .iter()
                .map(|(number, value)| (format!("#{number}"), value_text(None, value)));
            Json::Object(entries.collect())
        }
    }
}

fn value_of(rule: Option<Rule>, json: Json) -> Result<Value, JsonError> {
    Ok(match (rule, json) {
        (_, Json::Null) => Value::Null,
        (_, Json::Bool(yes)) => Value::Bool(yes),
        (Some(Rule::Day), Json::String(text)) => match Day::from_iso(&text) {
            Some(day) => Value::Int(day.0.into()),
            None => return content(format!("{text:?} is not a day written as 2026-11-23")),
        },
        (_, Json::Number(number)) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => return content(format!("{number} is not a whole number")),
        },
        (Some(Rule::Ref(_)), Json::String(text)) => match text.parse() {
            Ok(id) => Value::Id(id),
            Err(_) => return content(format!("{text:?} is not an id")),
        },
        (_, Json::String(text)) => Value::Text(text.into()),
        (rule, Json::Array(items)) => {
            let inner = match rule {
                Some(Rule::Refs(kind)) => Some(Rule::Ref(kind)),
                _ => None,
            };
            Value::List(
                items
                    .into_iter()
                    .map(|item| value_of(inner, item))
                    .collect::<Result<_, _>>()?,
            )
        }
        (_, Json::Object(object)) => object_of(object)?,
    })
}

fn object_of(object: Map<String, Json>) -> Result<Value, JsonError> {
    let text = |name| {
        object
            .get(name)
            .and_then(Json::as_str)
            .filter(|_| object.len() == 1)
    };
    if let Some(id) = text("id") {
        return id
            .parse()
            .map(Value::Id)
            .or_else(|_| content(format!("{id:?} is not an id")));
    }
    if let Some(digits) = text("hex") {
        return match bytes_of_hex(digits) {
            Some(bytes) => Ok(Value::bytes(&bytes)),
            None => content("bytes are written in hexadecimal digits"),
        };
    }
    let entries = object
        .into_iter()
        .map(|(name, value)| match name.strip_prefix('#').map(str::parse) {
            Some(Ok(number)) => Ok((number, value_of(None, value)?)),
            _ => content(format!("{name:?} is not a field number such as #7")),
        });
    entries.collect::<Result<Fields, JsonError>>().map(Value::Map)
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
