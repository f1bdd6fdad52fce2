//! Every place comes back from its URL, and no URL is too odd to be read.

use super::*;

fn credentials() -> Credentials {
    Credentials {
        group: Some("GID_press_line".to_owned()),
        page: 7,
        page_size: 20,
        filter: Some("a b+c".to_owned()),
        ..Credentials::of("post-cn-7mz2d4k1")
    }
}

#[test]
fn urls_read_as_expected() {
    assert_eq!(Place::Home.url(), "/");
    assert_eq!(
        Place::from(Credentials::of("post-cn-1")).url(),
        "/instances/post-cn-1/credentials"
    );
    assert_eq!(
        Place::from(credentials()).url(),
        "/instances/post-cn-7mz2d4k1/credentials?group=GID_press_line&page=7&size=20&filter=a%20b%2Bc"
    );
    let open = CertificateKey {
        ca: "00".to_owned(),
        device: "&=?".to_owned(),
    };
    assert_eq!(
        Place::from(DeviceCertificates {
            open: Some(open),
            ..DeviceCertificates::of("i")
        })
        .url(),
        "/instances/i/device-certificates?open=%26%3D%3F&open_ca=00"
    );
    assert_eq!(
        Place::from(View::Credential.about("i", "GID_a@@@b c")).url(),
        "/instances/i/credential?open=GID_a@@@b%20c"
    );
    let asked = InstancePage {
        page: 7,
        act: Some("rotate".to_owned()),
        ..View::Credential.about("i", "GID_press_line@@@press/01 号")
    };
    assert_eq!(
        Place::from(asked).url(),
        "/instances/i/credential?page=7&open=GID_press_line@@@press/01%20%E5%8F%B7&act=rotate"
    );
    let client_ids = ClientIds {
        instance: Some("post-cn-1".to_owned()),
        iot_id: Some("Q7uOhV".to_owned()),
        product_key: Some("a1Of4PyPRnX".to_owned()),
        device_name: Some("sensor-0001".to_owned()),
        page: 2,
        page_size: 10,
        iot_instance: Some("iot-1".to_owned()),
    };
    assert_eq!(
        Place::from(client_ids).url(),
        "/client-ids?iot_id=Q7uOhV&product=a1Of4PyPRnX&name=sensor-0001&page=2&size=10&iot_instance=iot-1&instance=post-cn-1"
    );
}

#[test]
fn every_place_comes_back() {
    let odd = "\u{202e}/%2F?#&=+ @@@\u{0}号𝔘";
    let places: [Place; 6] = [
        Place::Home,
        credentials().into(),
        Credentials {
            group: Some(odd.to_owned()),
            ..Credentials::of(odd)
        }
        .into(),
        DeviceCertificates {
            ca: Some(odd.to_owned()),
            page: u32::MAX,
            page_size: 1,
            filter: Some(odd.to_owned()),
            open: Some(CertificateKey {
                ca: odd.to_owned(),
                device: "0007".to_owned(),
            }),
            ..DeviceCertificates::of(odd)
        }
        .into(),
        ClientIds {
            iot_id: Some(odd.to_owned()),
            product_key: Some(odd.to_owned()),
            device_name: Some(odd.to_owned()),
            page: 3,
            ..ClientIds::default()
        }
        .into(),
        Place::NotFound("/nowhere?x=%zz".to_owned()),
    ];
    let views = View::ALL.map(|view| {
        Place::from(InstancePage {
            page: 3,
            filter: Some(odd.to_owned()),
            open: Some(odd.to_owned()),
            ca: Some(odd.to_owned()),
            act: Some(odd.to_owned()),
            ..view.of(odd)
        })
    });
    for place in places.into_iter().chain(views) {
        assert_eq!(Place::parse(&place.url()), place);
    }
}

#[test]
fn numbers_out_of_range_fall_back() {
    for page in ["0", "-1", "x", "", "4294967296", "1e3", "%00", "７"] {
        let Place::Credentials(place) =
            Place::parse(&["/instances/i/credentials?page=", page].concat())
        else {
            panic!("{page}: not the credentials");
        };
        assert_eq!(
            (place.page, place.page_size),
            (1, DEFAULT_PAGE_SIZE),
            "{page}"
        );
    }
    for size in ["0", "101", "fifty"] {
        let place = Place::parse(&["/instances/i/device-certificates?size=", size].concat());
        assert_eq!(place, DeviceCertificates::of("i").into(), "{size}");
    }
}

#[test]
fn forgiving_where_nothing_is_lost() {
    assert_eq!(Place::parse(""), Place::Home);
    assert_eq!(Place::parse("//"), Place::Home);
    assert_eq!(Place::parse("/?utm=1"), Place::Home);
    assert_eq!(Place::parse("/instances/i"), Credentials::of("i").into());
    assert_eq!(
        Place::parse("/instances/i/credentials/"),
        Credentials::of("i").into()
    );
    assert_eq!(
        Place::parse("/instances/i/credentials?&&=&group=&x"),
        Credentials::of("i").into()
    );
    assert_eq!(Place::parse("/client-ids"), ClientIds::default().into());
}

#[test]
fn a_link_from_when_a_credential_was_open_beside_its_list_leads_to_its_page() {
    let place = Place::parse("/instances/i/credentials?group=GID_a&page=3&open=GID_a@@@b");
    let page = InstancePage {
        page: 3,
        ..View::Credential.about("i", "GID_a@@@b")
    };
    assert_eq!(place, page.into());
}

#[test]
fn the_same_page_shows_whatever_is_open_on_it_and_never_another_instance() {
    let page = |instance: &str, open: &str| Place::from(View::Register.about(instance, open));
    assert!(page("i", "GID_a").is_same_page(&page("i", "GID_b")));
    assert!(!page("i", "GID_a").is_same_page(&page("j", "GID_a")));
    assert!(!page("i", "GID_a").is_same_page(&View::Groups.of("i").into()));
}

#[test]
fn a_certificate_needs_both_serials_to_be_open() {
    let place = Place::parse("/instances/i/device-certificates?open=1");
    assert_eq!(place, DeviceCertificates::of("i").into());
}

#[test]
fn unknown_paths_are_kept_as_typed() {
    for url in [
        "/instances",
        "/instances/i/x",
        "/instances/i/credentials/more",
        "/client-ids/1",
        "/%",
        "/\u{0}",
    ] {
        assert_eq!(Place::parse(url), Place::NotFound(url.to_owned()));
    }
}
