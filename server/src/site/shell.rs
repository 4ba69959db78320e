//! The staff app's one page: an empty root, the style, and the script that starts the rest.

use super::bundle::Bundle;

/// The page. Arabic until `boot.js`, which blocks the first paint for that, has read the person's language.
pub(super) fn draw(bundle: &Bundle) -> String {
    let Bundle {
        boot,
        script,
        wasm,
        stylesheet,
        ..
    } = bundle;
    format!(
        r##"<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>حاضر · Hadir</title>
<meta name="description" content="سجل الحضور للجمعيات">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b6e69">
<meta name="format-detection" content="telephone=no">
<script src="{}" data-script="{script}" data-wasm="{wasm}"></script>
<link rel="stylesheet" href="{stylesheet}">
<link rel="modulepreload" href="{script}">
<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/icons/mark.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icons/apple-touch-180.png">
<meta name="mobile-web-app-capable" content="yes">
<meta name="apple-mobile-web-app-title" content="حاضر">
</head>
<body>
<div id="root"><main class="splash"><img class="splash__mark" src="/icons/mark.svg" alt="" width="96" height="96"><h1 class="splash__name">حاضر</h1></main></div>
<noscript>
<p lang="ar" dir="rtl">يحتاج حاضر إلى تشغيل JavaScript في المتصفح.</p>
<p lang="fr" dir="ltr">Hadir a besoin que JavaScript soit activé dans le navigateur.</p>
<p lang="en" dir="ltr">Hadir needs JavaScript to be on in the browser.</p>
</noscript>
</body>
</html>
"##,
        boot.url
    )
}
