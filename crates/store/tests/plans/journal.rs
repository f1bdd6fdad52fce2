//! What becomes of items adds up.

use signet_model::plans::Outcome;
use signet_store::ports::Plans;

use crate::common::{at, ended, list, open, plan_with};

#[tokio::test]
async fn items_are_begun_in_order_put_back_ended_and_add_up() {
    let (directory, store) = plan_with(&["a", "b", "c", "d", "e", "f"]).await;
    let begin = async |up_to, most| {
        let begun = store.begin("p", up_to, most, at(7)).await.expect("begun");
        begun
            .into_iter()
            .map(|begun| begun.item.number)
            .collect::<Vec<_>>()
    };
    assert_eq!(begin(5, 3).await, [1, 2, 3]);
    assert_eq!(begin(5, 9).await, [4, 5]);
    assert_eq!(begin(5, 9).await, [0; 0]);
    store
        .seen("p", 2, "{\"was\":\"'\"}".to_owned())
        .await
        .expect("noted");
    let mut back = ended(1, Outcome::Waiting);
    back.code = Some("Throttling".to_owned());
    let mut failed = ended(3, Outcome::Failed);
    failed.code = Some("Refused".to_owned());
    failed.note = Some("because \"of\" it".to_owned());
    store
        .end(
            "p",
            vec![
                back,
                failed,
                ended(4, Outcome::Moved),
                ended(5, Outcome::Done),
            ],
        )
        .await
        .expect("ended");
    drop(store);

    let store = open(&directory).await;
    let left = store.begun("p").await.expect("begun");
    assert_eq!(left.len(), 1);
    assert_eq!(
        (left[0].item.number, left[0].seen.as_deref()),
        (2, Some("{\"was\":\"'\"}"))
    );
    assert_eq!(
        (left[0].item.started_at, left[0].item.ended_at),
        (Some(at(7)), None)
    );
    let tally = store.tally("p", 0, u64::MAX).await.expect("counted");
    assert_eq!(
        tally.outcomes,
        [
            (Outcome::Waiting, 2),
            (Outcome::Begun, 1),
            (Outcome::Done, 1),
            (Outcome::Moved, 1),
            (Outcome::Failed, 1)
        ]
    );
    let causes: Vec<_> = tally
        .causes
        .iter()
        .map(|cause| (cause.outcome, cause.code.as_str(), cause.items))
        .collect();
    assert_eq!(
        causes,
        [
            (Outcome::Failed, "Refused", 1),
            (Outcome::Moved, "moved", 1)
        ]
    );
    let some = store.tally("p", 1, 3).await.expect("counted");
    assert_eq!(some.outcomes, [(Outcome::Begun, 1), (Outcome::Failed, 1)]);
    assert_eq!(store.tally("p", 6, 9).await.expect("counted").outcomes, []);

    let items = list(&store, 2).await;
    let third = &items[0];
    assert_eq!(
        (third.cloud_code.as_deref(), third.note.as_deref()),
        (Some("Refused"), Some("because \"of\" it"))
    );
    assert_eq!((third.attempts, third.ended_at), (1, Some(at(9))));
    let again = store.begin("p", 6, 1, at(20)).await.expect("begun");
    assert_eq!(
        (again[0].item.number, again[0].item.attempts),
        (1, 1),
        "what was put back goes first"
    );
    assert_eq!(again[0].item.ended_at, None);
    let waiting = store
        .items("p", Some(Outcome::Waiting), None, 0, 9)
        .await
        .expect("items");
    assert_eq!(
        waiting.iter().map(|item| item.number).collect::<Vec<_>>(),
        [6]
    );
    assert_eq!(
        store.begin("no such", 9, 9, at(0)).await.expect("begun"),
        []
    );
}
