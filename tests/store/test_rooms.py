"""Rooms: two people meet by a code, each writes on their own sheets, and nobody reads what is not theirs."""

import sqlite3
from threading import Event, Thread

import pytest

from store import Past, Refused, Round, Unkept, default_url, engine_for
from store.code import LETTERS, LONG
from store.rooms import JOINED_FOR_S, KEPT_FOR_S
from store.rows import LONGEST_BODY


def pair(rooms):
    """A room with its candidate and its interviewer."""
    made = rooms.create("fraud_detection", "design", 45, "interviewer", "Ida", "person-i")
    joined = rooms.join(made.code, "candidate", "Carl", "person-c", "10.0.0.1")
    return joined.seat, made.seat, made.code


def test_a_code_is_eight_signs_that_nobody_mistakes(rooms):
    code = rooms.create("c", "design", 45, "candidate", "", "p").code
    assert LONG == len(code) and set(code) <= set(LETTERS)


def test_a_code_opens_its_room_however_it_is_typed(rooms):
    made = rooms.create("c", "design", 45, "candidate", "A", "p")
    typed = f" {made.code[:4].lower()}-{made.code[4:].lower()} "
    assert made.seat.room == rooms.join(typed, "interviewer", "B", "q", "a").seat.room


def test_who_knows_a_secret_sits_on_its_seat_and_nobody_else_does(rooms):
    made = rooms.create("c", "design", 45, "candidate", "A", "p")
    assert made.seat == rooms.seat(made.secret)
    assert rooms.seat(made.code) is None and rooms.seat("") is None
    with rooms.engine.connect() as at:
        kept = at.exec_driver_sql("SELECT secret_hash FROM seat").scalar_one()
    assert made.secret not in kept


def test_there_is_one_seat_for_each_who_plays(rooms):
    _, _, code = pair(rooms)
    for role in ("candidate", "interviewer"):
        with pytest.raises(Refused, match="taken"):
            rooms.join(code, role, "X", "x", "b")
    assert "observer" == rooms.join(code, "observer", "O", "o", "b").seat.role
    with pytest.raises(Refused, match="no role"):
        rooms.join(code, "king", "X", "x", "b")


def test_what_is_written_is_read_by_those_who_may(rooms):
    candidate, interviewer, code = pair(rooms)
    observer = rooms.join(code, "observer", "O", "o", "b").seat
    rooms.write(candidate, "design", {"query": "replicas=4"})
    rooms.write(candidate, "own", {"notes": "mine"})
    rooms.write(interviewer, "desk", {"answers": [2]})
    rooms.write(interviewer, "hidden", {"scores": {"framing": 3}})
    assert {"design", "own", "desk"} == set(rooms.read(candidate).sheets)
    assert {"design", "desk", "hidden"} == set(rooms.read(interviewer).sheets)
    assert {"design", "desk"} == set(rooms.read(observer).sheets)
    assert "replicas=4" == rooms.read(interviewer).sheet("design")["query"]
    assert {} == rooms.read(candidate).sheet("hidden")


def test_nobody_writes_on_anothers_sheet(rooms):
    candidate, interviewer, code = pair(rooms)
    observer = rooms.join(code, "observer", "O", "o", "b").seat
    for seat, sheet in ((candidate, "hidden"), (candidate, "desk"), (interviewer, "design"), (observer, "desk")):
        with pytest.raises(Refused, match="Only the"):
            rooms.write(seat, sheet, {"x": 1})


def test_keys_of_one_sheet_are_kept_side_by_side_and_nothing_new_is_no_version(rooms):
    candidate, _, _ = pair(rooms)
    rooms.write(candidate, "design", {"a": 1})
    version = rooms.write(candidate, "design", {"b": 2})
    assert {"a": 1, "b": 2} == dict(rooms.read(candidate).sheet("design"))
    assert version == rooms.write(candidate, "design", {"b": 2}) == rooms.read(candidate).version


def test_two_rooms_know_nothing_of_each_other(rooms):
    one, _, _ = pair(rooms)
    other, _, _ = pair(rooms)
    rooms.write(one, "design", {"query": "mine"})
    assert {} == rooms.read(other).sheet("design")
    assert all(event.kind == "join" for event in rooms.events(other))


def test_events_stand_in_their_order_and_hidden_ones_stay_hidden(rooms, clock):
    candidate, interviewer, _ = pair(rooms)
    clock.now += 5
    rooms.write(interviewer, "desk", {"card": 1}, "card", {"title": "Ten times"})
    rooms.write(interviewer, "hidden", {"score": 2}, "score", {"framing": 2})
    rooms.write(candidate, "design", {"query": "x"}, "decision", {"moved": "Replicas"})
    assert ["join", "join", "card", "score", "decision"] == [e.kind for e in rooms.events(interviewer)]
    assert ["join", "join", "card", "decision"] == [e.kind for e in rooms.events(candidate)]
    assert 5.0 == rooms.events(candidate)[-1].at - rooms.events(candidate)[0].at


def test_swapped_seats_begin_a_new_round_with_empty_sheets(rooms):
    candidate, interviewer, _ = pair(rooms)
    rooms.write(interviewer, "hidden", {"scores": 1}, "score", {})
    rooms.write(candidate, "own", {"notes": "mine"})
    rooms.swap(interviewer)
    with pytest.raises(Refused, match="swapped"):
        rooms.write(candidate, "own", {"notes": "late"})
    assert 2 == rooms.read(interviewer).round and {} == dict(rooms.read(interviewer).sheets)


def test_after_a_swap_the_old_round_is_read_with_the_old_eyes(rooms):
    candidate, interviewer, _ = pair(rooms)
    rooms.write(interviewer, "hidden", {"scores": 1}, "score", {})
    with rooms.engine.connect() as at:
        ids = dict(at.exec_driver_sql("SELECT name, id FROM seat").all())
    rooms.swap(interviewer)
    was_candidate = next(s for s in _seats(rooms, candidate.room) if s.id == ids["Carl"])
    was_interviewer = next(s for s in _seats(rooms, candidate.room) if s.id == ids["Ida"])
    assert ("interviewer", "candidate") == (was_candidate.role, was_interviewer.role)
    assert "score" not in [e.kind for e in rooms.events(was_candidate)]
    assert "score" in [e.kind for e in rooms.events(was_interviewer)]


def _seats(rooms, room):
    from store import Seat

    with rooms.engine.connect() as at:
        return [Seat(*row) for row in at.exec_driver_sql("SELECT id, room, role, person, name FROM seat").all()]


def test_wrong_codes_are_few_a_minute(rooms, clock):
    code = rooms.create("c", "design", 45, "interviewer", "", "p").code
    for _ in range(10):
        with pytest.raises(Refused, match="No open room"):
            rooms.join("WRONGCOD", "candidate", "", "p", "10.0.0.9")
    with pytest.raises(Refused, match=r"Too many wrong codes\. Try again in 60 s"):
        rooms.join(code, "candidate", "", "p", "10.0.0.9")
    assert rooms.join(code, "observer", "", "p", "10.0.0.8")
    clock.now += 61
    assert rooms.join(code, "candidate", "", "p", "10.0.0.9")


def test_a_code_ends_six_hours_after_the_last_word_and_the_room_after_ninety_days(rooms, clock):
    candidate, _, code = pair(rooms)
    clock.now += JOINED_FOR_S - 1
    rooms.write(candidate, "design", {"a": 1})
    clock.now += JOINED_FOR_S - 1
    assert rooms.join(code, "observer", "", "p", "a")
    clock.now += JOINED_FOR_S + 1
    with pytest.raises(Refused, match="No open room"):
        rooms.join(code, "observer", "", "p", "a")
    assert rooms.read(candidate).sheet("design")["a"] == 1
    clock.now += KEPT_FOR_S
    assert 1 == rooms.forget_old()
    with pytest.raises(Refused, match="deleted"):
        rooms.read(candidate)


def test_a_book_is_refused_and_nothing_of_it_is_kept(rooms):
    candidate, _, _ = pair(rooms)
    with pytest.raises(Refused, match="Say less"):
        rooms.write(candidate, "own", {"notes": "x" * LONGEST_BODY})
    assert {} == rooms.read(candidate).sheet("own")


def test_text_is_text(rooms):
    candidate, interviewer, _ = pair(rooms)
    hostile = "'); DROP TABLE room; -- <script>\u202e 🙂 \x00"
    rooms.write(candidate, "design", {hostile: hostile})
    assert {hostile: hostile} == dict(rooms.read(interviewer).sheet("design"))


def test_another_process_reads_what_this_one_wrote(opened):
    one, two = opened(), opened()
    candidate, interviewer, _ = pair(one)
    assert {} == two.read(interviewer).sheet("design")
    one.write(candidate, "design", {"a": 1})
    assert 1 == two.read(interviewer).sheet("design")["a"]


def test_a_writer_in_each_process_loses_nothing(opened):
    one, two = opened(), opened()
    candidate, interviewer, _ = pair(one)

    def write(rooms, seat, sheet):
        for i in range(25):
            rooms.write(seat, sheet, {f"{i}": i}, "step", {"i": i})

    threads = [Thread(target=write, args=args) for args in ((one, candidate, "design"), (two, interviewer, "desk"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = one.read(candidate)
    assert 25 == len(told.sheet("design")) == len(told.sheet("desk"))
    assert 50 == sum(event.kind == "step" for event in one.events(candidate))


@pytest.mark.parametrize("same", [True, False])
def test_who_waits_for_news_is_told(opened, same):
    """In this process at once; in another one through the database."""
    one = opened()
    two = one if same else opened()
    candidate, _, _ = pair(one)
    told = Event()
    end = two.watch.subscribe(candidate.room, lambda sheet: told.set())
    for i in range(50):  # the listener may begin after the first word: what it missed then is told by the next
        one.write(candidate, "design", {"a": i})
        if told.wait(0.2):
            break
    assert told.is_set()
    end()
    told.clear()
    one.write(candidate, "design", {"a": "later"})
    assert not told.wait(0.6)


def test_what_is_deleted_is_gone_with_all_that_hung_on_it(rooms):
    candidate, interviewer, _ = pair(rooms)
    rooms.write(candidate, "own", {"notes": "mine"})
    rooms.delete(interviewer)
    with pytest.raises(Refused, match="deleted"):
        rooms.read(candidate)
    with rooms.engine.connect() as at:
        assert [0, 0, 0] == [
            at.exec_driver_sql(f"SELECT COUNT(*) FROM {t}").scalar() for t in ("seat", "sheet", "event")
        ]


def test_a_persons_data_is_taken_whole_and_erased_whole(rooms):
    candidate, interviewer, _ = pair(rooms)
    rooms.write(candidate, "own", {"notes": "mine"})
    rooms.write(interviewer, "hidden", {"notes": "theirs"})
    past = Past(rooms.engine)
    past.keep("person-c", Round("fraud_detection", "design", "mid", 1.0, {"scores": {"framing": 2}}))
    past.keep("person-x", Round("fraud_detection", "design", "mid", 2.0, {}))
    taken = past.all_of("person-c")
    assert [{"framing": 2}] == [r["scores"] for r in taken["rounds"]]
    assert [["own"]] == [[s["sheet"] for s in room["sheets"]] for room in taken["rooms"]]
    assert 2 == past.erase("person-c")
    assert {"rounds": [], "rooms": []} == past.all_of("person-c")
    assert 1 == len(past.rounds("person-x"))


def test_a_round_kept_again_takes_its_own_place_and_nobody_elses(rooms):
    past = Past(rooms.engine)
    key = past.keep("me", Round("c", "design", "mid", 1.0, {"n": 1}))
    past.keep("me", Round("c", "design", "senior", 2.0, {"n": 2}), key)
    past.keep("thief", Round("c", "design", "staff", 3.0, {"n": 3}), key)
    (round,) = past.rounds("me")
    assert ("senior", 2) == (round.level, round.body["n"]) and () == past.rounds("thief")


def test_a_database_opened_twice_is_brought_up_once(url):
    one, two = engine_for(url), engine_for(url)
    with two.connect() as at:
        assert [1, 2] == list(at.exec_driver_sql("SELECT number FROM casebook_step ORDER BY number").scalars())
    one.dispose()
    two.dispose()


def test_a_database_of_a_newer_program_is_left_alone(url):
    engine = engine_for(url)
    with engine.begin() as at:
        at.exec_driver_sql("INSERT INTO casebook_step VALUES (99)")
    engine.dispose()
    with pytest.raises(Unkept, match="form 99"):
        engine_for(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "is no URL"),
        ("mysql://a:secret@b/c", "no database that is known"),
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be opened"),
        ("sqlite:////proc/no/such/place.db", "cannot be"),
    ],
)
def test_a_database_that_cannot_be_opened_is_said_without_its_password(url, said):
    with pytest.raises(Unkept, match=said) as told:
        engine_for(url)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "x.db").write_text("no database, but long enough to be read as one " * 30)
    with pytest.raises(Unkept, match="not a database"):
        engine_for(f"sqlite:///{tmp_path / 'x.db'}")


def test_a_full_disk_is_said_and_what_stood_stands(tmp_path):
    """SQLite's own limit on a file's pages stands for a disk that is full."""
    from store import Limits, Rooms, Watch

    engine = engine_for(f"sqlite:///{tmp_path / 'x.db'}")
    rooms = Rooms(engine, Watch(engine), Limits())
    candidate, _, _ = pair(rooms)
    rooms.write(candidate, "own", {"notes": "before"})
    with engine.connect() as at:
        pages = at.exec_driver_sql("PRAGMA page_count").scalar_one()
        raw = at.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(Unkept, match=r"This cannot be kept.*full"):
        rooms.write(candidate, "own", {"notes": "y" * 200_000})
    assert "before" == rooms.read(candidate).sheet("own")["notes"]


def test_the_environment_names_the_database(monkeypatch, tmp_path):
    monkeypatch.delenv("ML_CASEBOOK_DATABASE", raising=False)
    assert default_url().startswith("sqlite:///") and default_url().endswith("casebook.sqlite3")
    monkeypatch.setenv("ML_CASEBOOK_DATABASE", "postgresql://h/x")
    assert "postgresql://h/x" == default_url()
