//! The same rows as the server wrote, inserted plainly: what SQLite alone would take for them.

use std::time::{Duration, Instant};

use domain::id::Id;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Connection, Executor, Row};

use super::Fallible;

/// The server's own settings of SQLite.
const PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma busy_timeout = 10000; pragma cache_size = -32000; pragma temp_store = memory;";
const SCHEMA: [&str; 2] = [
    include_str!("../../migrations/0001_ground.sql"),
    include_str!("../../migrations/0002_activity.sql"),
];
/// Rows one statement inserts, as the server does.
const ROWS: usize = 500;

/// One value of a row.
enum Cell {
    Number(i64),
    Bytes(Option<Vec<u8>>),
}

/// Rows of one table, in the order of their seq.
struct Table {
    name: &'static str,
    columns: &'static str,
    /// Each with its seq.
    rows: Vec<(i64, Vec<Cell>)>,
}

/// What the server wrote for some changes.
pub(crate) struct Rows {
    association: Vec<u8>,
    first_seq: i64,
    last_seq: i64,
    tables: Vec<Table>,
}

impl Rows {
    /// How many there are, the association's own row apart.
    pub(crate) fn count(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }
}

/// Reads what the server wrote from one seq to another.
pub(crate) async fn rows(database: &str, association: Id, first: u64, last: u64) -> Fallible<Rows> {
    let options = database.parse::<SqliteConnectOptions>()?.read_only(true);
    let mut from = SqliteConnection::connect_with(&options).await?;
    let (first_seq, last_seq) = (i64::try_from(first)?, i64::try_from(last)?);
    let association = association.as_bytes().to_vec();
    let mut tables = Vec::new();
    for (name, columns) in [
        (
            "record",
            "association_id, id, kind, seq, about, activity, fields, stamps",
        ),
        ("log", "association_id, seq, change_id, line, hash"),
    ] {
        let text = format!(
            "select seq, {columns} from {name} where association_id = $1 and seq between $2 and $3 order by seq"
        );
        let query = sqlx::query(AssertSqlSafe(text))
            .bind(&association)
            .bind(first_seq)
            .bind(last_seq);
        let found = query.fetch_all(&mut from).await?;
        let rows = found
            .iter()
            .map(|row| Ok((row.try_get(0)?, cells(row)?)))
            .collect::<Fallible<Vec<_>>>()?;
        if rows.is_empty() {
            return Err(format!("the server wrote nothing to table {name}").into());
        }
        tables.push(Table { name, columns, rows });
    }
    from.close().await?;
    Ok(Rows {
        association,
        first_seq,
        last_seq,
        tables,
    })
}

fn cells(row: &SqliteRow) -> Fallible<Vec<Cell>> {
    (1..row.len())
        .map(|at| match row.try_get::<i64, _>(at) {
            Ok(number) => Ok(Cell::Number(number)),
            Err(_) => Ok(Cell::Bytes(row.try_get(at)?)),
        })
        .collect()
}

/// Inserts them into a database of their own, one commit for so many changes; how long that took.
pub(crate) async fn insert(file: &str, rows: &Rows, changes: usize) -> Fallible<Duration> {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut to = SqliteConnection::connect_with(&options).await?;
    to.execute(sqlx::raw_sql(PRAGMAS)).await?;
    for part in SCHEMA {
        to.execute(sqlx::raw_sql(part)).await?;
    }
    sqlx::query(
        "insert into association (id, seq, log_seq, log_hash, created) values ($1, 0, 0, zeroblob(32), 0)",
    )
    .bind(&rows.association)
    .execute(&mut to)
    .await?;
    let began = Instant::now();
    let mut seq = rows.first_seq;
    while seq <= rows.last_seq {
        let upto = seq + i64::try_from(changes)?;
        let mut commit = to.begin().await?;
        for table in &rows.tables {
            let from = table.rows.partition_point(|(at, _)| *at < seq);
            let before = table.rows.partition_point(|(at, _)| *at < upto);
            for part in table.rows[from..before].chunks(ROWS) {
                insert_part(&mut commit, table, part).await?;
            }
        }
        sqlx::query("update association set seq = $2, log_seq = $2 where id = $1")
            .bind(&rows.association)
            .bind(upto)
            .execute(&mut *commit)
            .await?;
        commit.commit().await?;
        seq = upto;
    }
    let took = began.elapsed();
    to.close().await?;
    Ok(took)
}

async fn insert_part(to: &mut SqliteConnection, table: &Table, part: &[(i64, Vec<Cell>)]) -> Fallible<()> {
    let mut text = format!("insert into {} ({}) values ", table.name, table.columns);
    let columns = table.columns.split(',').count();
    // Placeholders without numbers: SQLite finds a numbered one by walking through all before it.
    let row = format!("(?{})", ",?".repeat(columns - 1));
    text.push_str(&row);
    for _ in 1..part.len() {
        text.push(',');
        text.push_str(&row);
    }
    let mut query = sqlx::query(AssertSqlSafe(text));
    for cell in part.iter().flat_map(|(_, cells)| cells) {
        query = match cell {
            Cell::Number(number) => query.bind(number),
            Cell::Bytes(bytes) => query.bind(bytes.as_deref()),
        };
    }
    query.execute(to).await?;
    Ok(())
}
