//! What makes the app installable: Arabic first, as most who install it read.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

const THEME: &str = "#0b6e69";
const PAPER: &str = "#fbf8f2";

/// The manifest, with whatever screenshots the site has.
pub(super) fn write(root: &Path) -> String {
    json!({
        "id": "/app",
        "name": "حاضر · Hadir",
        "short_name": "حاضر",
        "description": "سجل الحضور للجمعيات، يشتغل بدون أنترنيت. Registre de présence des associations, même hors ligne.",
        "lang": "ar",
        "dir": "rtl",
        "start_url": "/app",
        "scope": "/app",
        "display": "standalone",
        "orientation": "any",
        "theme_color": THEME,
        "background_color": PAPER,
        "categories": ["productivity", "education", "social"],
        "icons": icons(),
        "screenshots": screenshots(&root.join("screenshots")),
    })
    .to_string()
}

fn icons() -> Value {
    json!([
        {"src": "/icons/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "/icons/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
        {"src": "/icons/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        {"src": "/icons/mark.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
    ])
}

fn screenshots(folder: &Path) -> Value {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = files
        .filter_map(|file| file.file_name().into_string().ok())
        .collect();
    names.sort();
    names.iter().filter_map(|name| screenshot(folder, name)).collect()
}

fn screenshot(folder: &Path, name: &str) -> Option<Value> {
    let (width, height) = png_size(&fs::read(folder.join(name)).ok()?)?;
    let form = if width > height { "wide" } else { "narrow" };
    let src = format!("/screenshots/{name}");
    Some(json!({"src": src, "sizes": format!("{width}x{height}"), "type": "image/png", "form_factor": form}))
}

/// Width and height, which stand at the same place of every PNG; `None` for what is no PNG.
fn png_size(file: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?));
    file.starts_with(b"\x89PNG\r\n\x1a\n")
        .then(|| number(16).zip(number(20)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screenshot_is_told_with_its_own_size_and_no_other_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let shots = folder.path().join("screenshots");
        fs::create_dir_all(&shots).unwrap();
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 2, 0xd0, 0, 0, 5, 0xc8]);
        fs::write(shots.join("today.png"), png).unwrap();
        fs::write(shots.join("today.png.br"), "compressed").unwrap();
        let manifest: Value = serde_json::from_str(&write(folder.path())).unwrap();
        assert_eq!(manifest["screenshots"].as_array().unwrap().len(), 1);
        assert_eq!(manifest["screenshots"][0]["sizes"], "720x1480");
        assert_eq!(manifest["screenshots"][0]["form_factor"], "narrow");
    }

    #[test]
    fn the_real_site_shows_itself_in_arabic_and_in_french() {
        let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../public");
        let manifest: Value = serde_json::from_str(&write(Path::new(site))).unwrap();
        let shots = manifest["screenshots"].as_array().unwrap();
        let shown = |lang: &str| {
            shots
                .iter()
                .any(|shot| shot["src"].as_str().unwrap().contains(lang))
        };
        assert!(shown("-ar.png") && shown("-fr.png"), "{shots:?}");
    }
}
