//! `hadir import`: people from a CSV or XLSX file, or a whole association from `hadir export`.

use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use app::i18n::Lang;
use clap::Args;
use domain::id::Id;
use domain::kind::Kind;
use serde_json::json;

use super::{CommandError, language, named, say};
use crate::clock;
use crate::export;
use crate::import::{self, Mapping, Options};
use crate::intake::{self, By, Report, Wish};
use crate::store::Store;

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// The file: CSV of any usual kind, or XLSX. Without one, a whole association is read from standard input, as
    /// in `hadir export --association A --database sqlite://a.db | hadir import --database postgres://…`.
    #[arg(requires = "association")]
    file: Option<PathBuf>,
    /// The association the people are for, by its id or its name.
    #[arg(long, value_name = "ID or NAME", requires = "file")]
    association: Option<String>,
    /// The activity they are registered for, by its id.
    #[arg(long, value_name = "ID")]
    activity: Option<Id>,
    /// Columns mapped by hand, as in {"0":"given_ar","2":null}.
    #[arg(long, value_name = "JSON")]
    mapping: Option<String>,
    /// The language of reasons: ar, fr or en.
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Lang,
    /// Show what would be done, and do nothing.
    #[arg(long)]
    preview: bool,
    /// Import the good lines although others are refused. Without it one refused line stops the import.
    #[arg(long)]
    skip_refused: bool,
    /// Add as new people those who are likely known already. Without it they are taken for those known.
    #[arg(long)]
    add_likely: bool,
    /// Print the result as JSON: what became of each line, and why.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        match self.file.as_deref().zip(self.association.as_deref()) {
            Some((file, association)) => self.people(store, file, association).await,
            None => self.whole(store).await,
        }
    }

    async fn whole(&self, store: &Store) -> Result<(), CommandError> {
        if stdin().is_terminal() {
            return Err(unfit(
                "say which list to import and for whom: hadir import FILE --association NAME; \
                 or hand over a whole association: hadir export --association NAME | hadir import"
                    .to_owned(),
            ));
        }
        let read = export::read(store, stdin().lock()).await?;
        let (records, lines, accounts) = (read.records, read.lines, read.accounts);
        if self.json {
            let association = read.association;
            return say(
                json!({ "association": association, "records": records, "lines": lines, "accounts": accounts }),
            );
        }
        say(format!(
            "{}: {records} records, {lines} lines of the log and {accounts} accounts, imported. \
             Everybody signs in again; what their phones recorded meanwhile is sent then.",
            read.association
        ))
    }

    async fn people(&self, store: &Store, file: &Path, association: &str) -> Result<(), CommandError> {
        let association = named(store, association).await?;
        let path = file.display().to_string();
        let bytes = std::fs::read(file).map_err(|source| CommandError::Unreadable { path, source })?;
        let now = clock::now();
        let options = Options {
            mapping: self.mapping()?,
            today: clock::day(now),
        };
        let parsed = import::read(&bytes, &options).map_err(|fault| unfit(fault.sentence(self.lang)))?;
        self.check_activity(store, association).await?;
        let mut book = store.book(association).await?;
        let wish = Wish {
            activity: self.activity,
            add_likely: self.add_likely,
        };
        let taken = intake::take(&mut book, association, By::Server, &parsed.rows, wish, now).await?;
        let mut report = Report::new(&parsed, &taken, self.lang, usize::MAX);
        let stopped = !report.refused.is_empty() && !self.skip_refused;
        if !self.preview && !stopped {
            book.close().await?;
            report.committed = true;
        }
        self.tell(&report)?;
        if stopped && !self.preview {
            let lines = report.refused.len();
            return Err(unfit(format!(
                "nothing was imported: {lines} line(s) are refused; correct them, or leave them out with --skip-refused"
            )));
        }
        Ok(())
    }

    fn mapping(&self) -> Result<Mapping, CommandError> {
        let Some(json) = &self.mapping else {
            return Ok(Mapping::default());
        };
        Mapping::from_json(json).map_err(|fault| unfit(format!("--mapping: {fault}")))
    }

    async fn check_activity(&self, store: &Store, association: Id) -> Result<(), CommandError> {
        let Some(activity) = self.activity else {
            return Ok(());
        };
        let found = store.records(association, &[activity]).await?;
        if found.iter().any(|record| record.kind == Kind::Activity) {
            return Ok(());
        }
        Err(unfit(format!(
            "the association has no activity {activity}; its page in the app shows its id"
        )))
    }

    fn tell(&self, report: &Report) -> Result<(), CommandError> {
        if self.json {
            let text = serde_json::to_string(report).map_err(|error| unfit(error.to_string()))?;
            return say(text);
        }
        for one in &report.refused {
            say(format!(
                "line {}, {}: {}",
                one.line,
                one.column.as_deref().unwrap_or("the whole line"),
                one.reason
            ))?;
        }
        for one in &report.likely {
            let (line, name, like) = (one.line, &one.name, one.like);
            say(format!("line {line}: {name} is likely known already, as {like}"))?;
        }
        if !report.likely.is_empty() && !self.add_likely {
            say("who is likely known is not added again; --add-likely adds them as new people")?;
        }
        let done = if report.committed {
            "imported"
        } else {
            "nothing was written"
        };
        say(format!(
            "{} new, {} known already, {} likely known, {} registered, {} refused: {done}",
            report.accepted,
            report.known,
            report.likely.len(),
            report.registered,
            report.refused.len()
        ))
    }
}

fn unfit(message: String) -> CommandError {
    CommandError::Unfit(message)
}
