//! One code, held before the camera, is one scan.

/// How long a code is out of sight before it counts anew, in milliseconds.
const AGAIN_MS: f64 = 2_000.0;
/// How long one answer stands before the next code of the same picture is taken.
const APART_MS: f64 = 700.0;

/// What the camera saw lately.
#[derive(Debug, Default)]
pub(in crate::device) struct Repeats {
    seen: Vec<(String, f64)>,
    taken_ms: Option<f64>,
}

impl Repeats {
    /// Of the codes in sight now, the nearest first, the one to take: one that was not seen for two seconds.
    pub(in crate::device) fn take(
        &mut self,
        in_sight: impl IntoIterator<Item = String>,
        now_ms: f64,
    ) -> Option<String> {
        self.seen.retain(|(_, at)| now_ms - at < AGAIN_MS);
        let ready = self.taken_ms.is_none_or(|at| now_ms - at >= APART_MS);
        let mut taken = None;
        for text in in_sight {
            match self.seen.iter_mut().find(|(seen, _)| *seen == text) {
                Some((_, at)) => *at = now_ms,
                None if ready && taken.is_none() => {
                    self.seen.push((text.clone(), now_ms));
                    taken = Some(text);
                }
                // Its turn comes while it stays in sight.
                None => {}
            }
        }
        if taken.is_some() {
            self.taken_ms = Some(now_ms);
        }
        taken
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn take(repeats: &mut Repeats, in_sight: &[&str], now_ms: f64) -> Option<String> {
        repeats.take(in_sight.iter().map(ToString::to_string), now_ms)
    }

    #[test]
    fn a_code_that_stays_in_sight_is_taken_once_and_again_after_two_seconds_away() {
        let mut repeats = Repeats::default();
        assert_eq!(take(&mut repeats, &["a"], 0.0).as_deref(), Some("a"));
        for now in 1..50 {
            assert_eq!(take(&mut repeats, &["a"], f64::from(now) * 100.0), None);
        }
        assert_eq!(take(&mut repeats, &[], 6_000.0), None);
        assert_eq!(take(&mut repeats, &["a"], 6_800.0), None);
        assert_eq!(take(&mut repeats, &["a"], 8_800.0).as_deref(), Some("a"));
    }

    #[test]
    fn of_two_in_sight_the_nearest_is_taken_and_the_other_a_moment_later() {
        let mut repeats = Repeats::default();
        assert_eq!(take(&mut repeats, &["near", "far"], 0.0).as_deref(), Some("near"));
        assert_eq!(take(&mut repeats, &["near", "far"], 300.0), None);
        assert_eq!(
            take(&mut repeats, &["near", "far"], 800.0).as_deref(),
            Some("far")
        );
    }
}
