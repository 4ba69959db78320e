//! What a book reads before it decides: rows by their ids, many at a time.

use domain::change::Change;
use domain::id::{Id, IdMap, IdSet};
use domain::kind::Kind;
use domain::record::{
    Pair, Record, ReviewItem, Sameness, View, attendance, delivery, references, registration,
};
use domain::referee::{Kept, Register};
use domain::review::kind_of;
use domain::slice::{Slice, activities_of};
use domain::value::Fields;
use domain::verdict::Answer;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::sql::{Places, ROWS, Statement};
use super::{Book, StoreError, row};

/// What a change touches: a kind, a record, and fields to set.
pub type Touched<'a> = (Kind, Id, &'a Fields);

/// Records by their ids; the columns are those of [`row::kept`].
pub(super) const RECORDS: (&str, &str) = (
    "select id, kind, seq, fields, stamps from record where association_id = ",
    " and id in (",
);
/// Records by the person they are about.
pub(super) const ABOUT: (&str, &str) = (
    "select id, kind, seq, fields, stamps from record where association_id = ",
    " and about in (",
);
/// Records by the other person they are about.
pub(super) const ALSO: (&str, &str) = (
    "select id, kind, seq, fields, stamps from record where association_id = ",
    " and also in (",
);
/// Lines of the log by their changes.
const LINES: (&str, &str) = (
    "select line from log where association_id = ",
    " and change_id in (",
);
/// The slices that records are in.
const SLICES: (&str, &str) = (
    "select record_id, slice from feed where association_id = ",
    " and gone = 0 and record_id in (",
);

/// The rows of an association that some ids lead to.
pub(super) async fn rows(
    from: &mut AnyConnection,
    places: Places,
    (select, by): (&'static str, &'static str),
    association: Id,
    ids: &[Id],
) -> Result<Vec<AnyRow>, StoreError> {
    let mut rows = Vec::new();
    for part in ids.chunks(ROWS) {
        let statement = Statement::new(places, select)
            .values(1)
            .then(by)
            .values(part.len())
            .then(")");
        let mut query = sqlx::query(statement.done()).bind(row::blob(association));
        for id in part {
            query = query.bind(id.as_bytes().as_slice());
        }
        rows.extend(query.fetch_all(&mut *from).await?);
    }
    Ok(rows)
}

impl Book {
    /// The answers already given to some changes.
    pub async fn answered(&mut self, changes: &[Change]) -> Result<IdMap<Answer>, StoreError> {
        let ids: Vec<Id> = changes.iter().map(|change| change.id).collect();
        let lines = self.rows(LINES, &ids).await?;
        let answers = lines.iter().map(|found| Ok(row::line_at(found, 0)?.answer));
        answers
            .map(|answer| answer.map(|answer| (answer.change, answer)))
            .collect()
    }

    /// Loads what deciding about some changes needs, and some records besides.
    pub async fn prepare(&mut self, touched: &[Touched<'_>], besides: &[Id]) -> Result<(), StoreError> {
        self.prepare_for(touched, besides).await?;
        let effects = self.effects(touched);
        if effects.is_empty() {
            return Ok(());
        }
        let touched: Vec<Touched<'_>> = effects.iter().map(|(kind, id, set)| (*kind, *id, set)).collect();
        self.prepare_for(&touched, &[]).await
    }

    /// What deciding about items may do to the records they are about.
    fn effects(&self, touched: &[Touched<'_>]) -> Vec<(Kind, Id, Fields)> {
        let items = touched.iter().filter(|(kind, ..)| *kind == Kind::ReviewItem);
        let items = items.filter_map(|(_, id, _)| self.record(*id));
        let effect = |item: &Record| {
            let item = ReviewItem::of(item);
            // Taking sets what waits, taking back what stood: references of both are needed.
            let mut set = item.stands.clone();
            set.lay(&item.waits);
            (kind_of(&item), item.record, set)
        };
        items.map(effect).collect()
    }

    async fn prepare_for(&mut self, touched: &[Touched<'_>], besides: &[Id]) -> Result<(), StoreError> {
        let mut named = besides.to_vec();
        for (kind, record, set) in touched {
            named.push(*record);
            named.extend(references(*kind, set).map(|(_, id)| id));
            // Whoever decides may have been given it to settle.
            let settled = matches!(kind, Kind::ReviewItem | Kind::Pair);
            named.extend(settled.then(|| Id::of_task(*record)));
        }
        self.load(named).await?;
        let mut beyond = Vec::new();
        for record in touched.iter().filter_map(|(_, record, _)| self.record(*record)) {
            beyond.extend(record.references().map(|(_, id)| id));
        }
        self.load(beyond).await?;
        self.load_team(touched).await?;
        let paired = self.paired(touched);
        self.load_about(self.newcomers(touched).into_iter().chain(paired).collect())
            .await?;
        self.load_seats(touched).await
    }

    /// Loads what goes where some people go, and who they are one with.
    pub(super) async fn load_about(&mut self, people: Vec<Id>) -> Result<(), StoreError> {
        let mut known: IdSet = people.iter().copied().collect();
        let mut next = people;
        while !next.is_empty() {
            let mut found = self.rows(ABOUT, &next).await?;
            found.extend(self.rows(ALSO, &next).await?);
            let kept = found.iter().map(row::kept).collect::<Result<Vec<_>, _>>()?;
            let pairs = kept.iter().map(|kept| &kept.record);
            let pairs = pairs.filter(|record| record.kind == Kind::Pair);
            next = pairs
                .map(Pair::of)
                .filter(|pair| pair.said == Sameness::Same)
                .flat_map(|pair| [pair.one, pair.other])
                .filter(|person| known.insert(*person))
                .collect();
            let unknown = kept
                .into_iter()
                .filter(|kept| self.working.kept(kept.record.id).is_none());
            self.take_in(unknown.collect()).await?;
            self.load(next.clone()).await?;
        }
        Ok(())
    }

    /// The people of whom something is said in pairs.
    fn paired(&self, touched: &[Touched<'_>]) -> Vec<Id> {
        let pairs = touched.iter().filter(|(kind, ..)| *kind == Kind::Pair);
        let people = pairs.flat_map(|(kind, id, set)| {
            let said = references(*kind, set).map(|(_, id)| id);
            let known = self.record(*id).into_iter().flat_map(Record::references);
            said.chain(known.map(|(_, id)| id)).collect::<Vec<Id>>()
        });
        people.collect::<IdSet>().into_iter().collect()
    }

    /// Loads records, and the activities of those that are in several.
    pub async fn load(&mut self, ids: Vec<Id>) -> Result<(), StoreError> {
        let missing = self.working.missing(ids);
        let found = self.rows(RECORDS, &missing).await?;
        let kept = found.iter().map(row::kept).collect::<Result<_, _>>()?;
        self.take_in(kept).await
    }

    async fn take_in(&mut self, all: Vec<Kept>) -> Result<(), StoreError> {
        let mut several = Vec::new();
        for kept in all {
            let in_several = matches!(kept.record.kind, Kind::Beneficiary | Kind::Pair);
            several.extend(in_several.then_some(kept.record.id));
            self.working.put(kept);
        }
        for found in self.rows(SLICES, &several).await? {
            if let Slice::Activity(activity) = row::slice_at(&found, 1)? {
                self.working.join(row::id_at(&found, 0)?, activity);
            }
        }
        Ok(())
    }

    /// Everybody the association serves.
    pub async fn people(&mut self) -> Result<Vec<Record>, StoreError> {
        let rows =
            sqlx::query("select id, kind, seq, fields from record where association_id = $1 and kind = $2")
                .bind(row::blob(self.association))
                .bind(i64::from(Kind::Beneficiary.number()))
                .fetch_all(&mut *self.tx)
                .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    pub(super) async fn rows(
        &mut self,
        which: (&'static str, &'static str),
        ids: &[Id],
    ) -> Result<Vec<AnyRow>, StoreError> {
        rows(&mut self.tx, self.places, which, self.association, ids).await
    }

    /// People that some of these changes may bring into an activity they are not in.
    fn newcomers(&self, touched: &[Touched<'_>]) -> Vec<Id> {
        let mut people = IdSet::default();
        for (kind, id, set) in touched {
            let person = match kind {
                Kind::Registration => registration::BENEFICIARY,
                Kind::Attendance => attendance::BENEFICIARY,
                Kind::Delivery => delivery::BENEFICIARY,
                _ => continue,
            };
            let mut record = Record::empty(*kind, *id);
            record.fields.lay(set);
            let there = activities_of(&record, &self.working);
            let is_in = |person| there.iter().any(|activity| self.working.is_in(person, *activity));
            let person: Option<Id> = record.read(person);
            people.extend(person.filter(|person| !is_in(*person)));
        }
        people.into_iter().collect()
    }
}
