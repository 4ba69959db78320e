//! A sound and a buzz for those whose eyes are on the person before them.

use js_sys::{Array, Reflect};
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioNode, OscillatorType};

/// How loud: it is heard in a school yard.
const LOUD: f32 = 0.35;

/// What the bell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bell {
    /// Marked: two notes that rise.
    Came,
    /// Known already: one note.
    Already,
    /// Somebody has to look: the same note twice.
    Look,
    /// Nothing was marked: one low, long note.
    No,
}

impl Bell {
    /// Its notes: hertz, and seconds each.
    const fn notes(self) -> &'static [(f32, f64)] {
        match self {
            Bell::Came => &[(880.0, 0.09), (1_320.0, 0.16)],
            Bell::Already => &[(660.0, 0.18)],
            Bell::Look => &[(520.0, 0.12), (520.0, 0.12)],
            Bell::No => &[(196.0, 0.4)],
        }
    }

    /// How it feels: milliseconds of buzz, of rest, of buzz.
    const fn buzz(self) -> &'static [u32] {
        match self {
            Bell::Came => &[70],
            Bell::Already => &[40, 60, 40],
            Bell::Look => &[90, 70, 90],
            Bell::No => &[260],
        }
    }

    /// Rings and buzzes, as far as this phone can; silent is no fault.
    pub fn ring(self) {
        self.vibrate();
        thread_local! {
            static AUDIO: Option<AudioContext> = AudioContext::new().ok();
        }
        AUDIO.with(|audio| audio.as_ref().map(|audio| self.play(audio)));
    }

    fn play(self, audio: &AudioContext) -> Result<(), JsValue> {
        let _ = audio.resume()?;
        let mut at = audio.current_time();
        for (hertz, seconds) in self.notes() {
            let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
            tone.set_type(OscillatorType::Triangle);
            tone.frequency().set_value(*hertz);
            volume.gain().set_value_at_time(LOUD, at)?;
            volume
                .gain()
                .exponential_ramp_to_value_at_time(0.01, at + seconds)?;
            tone.connect_with_audio_node(&volume)?;
            volume.connect_with_audio_node(audio.destination().unchecked_ref::<AudioNode>())?;
            tone.start_with_when(at)?;
            tone.stop_with_when(at + seconds)?;
            at += seconds + 0.04;
        }
        Ok(())
    }

    fn vibrate(self) {
        let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
            return;
        };
        // Not every browser has it.
        if Reflect::get(&navigator, &"vibrate".into()).is_ok_and(|vibrate| vibrate.is_function()) {
            let buzz: Array = self.buzz().iter().map(|ms| JsValue::from(*ms)).collect();
            navigator.vibrate_with_pattern(&buzz);
        }
    }
}
