//! The picture that a shared link shows: drawn here, in the letters of the pages, kept for a while.

mod card;
mod draw;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

pub use card::Card;
pub(crate) use draw::FONTS;

/// Pictures that are kept: each is some forty kilobytes.
const KEPT: usize = 128;
/// Pictures that are drawn, or wait to be, at once: a crawler asks for one, and who asks for many is told to wait.
const AT_ONCE: usize = 4;

/// What a picture is known by: the hash of what stands on it.
type Key = [u8; 32];

/// A picture as PNG.
pub type Png = Arc<[u8]>;

/// Why there is no picture now.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Others are being drawn.
    #[error("too many pictures are being drawn: ask again in a few seconds")]
    Busy,
    /// It could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    Drawing(String),
}

/// The pictures that were drawn last; cheap to clone.
#[derive(Debug, Clone)]
pub struct Pictures {
    kept: Arc<Mutex<VecDeque<(Key, Png)>>>,
    turns: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures {
            kept: Arc::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Pictures {
    /// The picture of a card, drawn at most once while it is kept.
    pub async fn of(&self, card: Card) -> Result<Png, PictureError> {
        let key: Key = Sha256::digest(card.text()).into();
        if let Some(png) = self.known(&key) {
            return Ok(png);
        }
        let turn = Arc::clone(&self.turns).try_acquire_owned();
        let turn = turn.map_err(|_| PictureError::Busy)?;
        let drawn = tokio::task::spawn_blocking(move || (draw::png(&card), turn)).await;
        let (png, _turn) = drawn.map_err(|error| PictureError::Drawing(error.to_string()))?;
        let png: Png = png.map_err(PictureError::Drawing)?.into();
        self.keep(key, Arc::clone(&png));
        Ok(png)
    }

    fn known(&self, key: &Key) -> Option<Png> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _)| known == key);
        found.map(|(_, png)| Arc::clone(png))
    }

    fn keep(&self, key: Key, png: Png) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((key, png));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_picture_is_drawn_once_and_the_oldest_goes_first() {
        let pictures = Pictures::default();
        let card = Card {
            title: "دروس محو الأمية".into(),
            ..Card::default()
        };
        let first = pictures.of(card.clone()).await.unwrap();
        let again = pictures.of(card).await.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        for number in 0..KEPT {
            pictures.keep([u8::try_from(number).unwrap_or_default(); 32], Arc::from([]));
        }
        assert_eq!(pictures.kept.lock().unwrap().len(), KEPT);
        assert!(
            pictures
                .kept
                .lock()
                .unwrap()
                .iter()
                .all(|(_, png)| png.is_empty())
        );
    }

    #[tokio::test]
    async fn who_asks_for_many_at_once_waits() {
        let pictures = Pictures::default();
        let turns: Vec<_> = (0..AT_ONCE)
            .map(|_| pictures.turns.clone().try_acquire_owned())
            .collect();
        let refused = pictures.of(Card::default()).await;
        assert!(matches!(refused, Err(PictureError::Busy)), "{turns:?}");
    }
}
