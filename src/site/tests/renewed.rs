//! A site whose newer texts took the place of the older ones.

use super::*;

#[test]
fn a_site_with_newer_texts_is_the_one_that_all_would_make() {
    let settings = Settings {
        cards: true,
        ..settings()
    };
    let body = |text: &str| {
        let source = format!("## What happened\n\n{text}\n");
        let source = Arc::new(Source::new(
            "content/postmortems/old.md".to_owned(),
            source.as_bytes(),
        ));
        let mut read = super::text(three().swap_remove(2));
        read.document.body = Span::new(0, source.text.len());
        read.document.source = source;
        read
    };
    let made = |text: &Postmortem| {
        let mut postmortems: Vec<_> = three()
            .into_iter()
            .map(|record| Arc::new(super::text(record)))
            .collect();
        postmortems[2] = Arc::new(text.clone());
        let records = postmortems.iter().map(|text| text.record.clone()).collect();
        Site::new(Inputs {
            archive: Archive::new(records, &settings),
            postmortems,
            pages: Vec::new(),
            files: ["content/postmortems/graph.svg".to_owned()].into(),
            sizes: BTreeMap::new(),
            settings: settings.clone(),
            theme: Arc::new(Theme::new(&Settings::default(), &Own::default()).0),
        })
    };
    let before = made(&body("A certificate ran out."));
    let mut titled = body("Two certificates ran out.");
    Arc::make_mut(&mut titled.record).title.value = "Nginx fell".to_owned();
    let renewed = before.renewed(&[Arc::new(titled.clone())]).unwrap();
    let anew = made(&titled);
    assert_eq!(renewed.routes().len(), anew.routes().len());
    let mut unlike = 0;
    for route in anew.routes() {
        let same = renewed.route(&route.path).unwrap();
        assert_eq!(
            renewed.render(same).unwrap(),
            anew.render(route).unwrap(),
            "{}",
            route.path
        );
        unlike += usize::from(before.render(route).unwrap() != anew.render(route).unwrap());
    }
    assert!(unlike > 3, "the title stands on several pages, not on {unlike}");

    // A file beside the page, and a title that no card can show: there are other routes then.
    let mut linked = body("See the [graph](graph.svg).");
    linked.document.links = crate::postmortem::parse(linked.document.source.clone(), &settings)
        .document
        .links;
    assert!(before.renewed(&[Arc::new(linked)]).is_none());
    let mut unsettable = body("A certificate ran out.");
    Arc::make_mut(&mut unsettable.record).title.value = "証明書".to_owned();
    assert!(before.renewed(&[Arc::new(unsettable)]).is_none());
}
