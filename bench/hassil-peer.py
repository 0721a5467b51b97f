"""The peer of `entente bench understanding`: hassil with its own data package.

Usage: hassil-peer.py LANGUAGE HOME.json < sentences (one a line) > one JSON object a line.
Only this program opens the data package; it prints no template and no test sentence, only whether a sentence was recognised and the CPU time it took.
"""
import json
import sys
import time

from hassil import recognize_best
from hassil.intents import Intents, TextSlotList
from home_assistant_intents import get_intents

# What Home Assistant calls the kinds that differ from ours.
DOMAINS = {
    "air-conditioner": "climate", "thermostat": "climate", "heater": "climate", "curtain": "cover", "blind": "cover", "shutter": "cover",
    "awning": "cover", "garage-door": "cover", "window": "cover", "door": "cover", "gate": "cover", "tv": "media_player",
    "media-player": "media_player", "speaker": "media_player", "outlet": "switch", "lawn-mower": "lawn_mower",
}


def main() -> None:
    language, home_file = sys.argv[1:3]
    with open(home_file, encoding="utf-8") as file:
        home = json.load(file)
    started = time.process_time()
    intents = Intents.from_dict(get_intents(language))
    names = [
        (name, name, {"domain": DOMAINS.get(device["kind"], device["kind"].replace("-", "_"))})
        for device in home["devices"]
        for name in [device["name"], *device.get("aliases", [])]
    ]
    areas = [(name, room["id"]) for room in home.get("rooms", []) for name in [room["name"], *room.get("aliases", [])]]
    floors = [(name, floor["id"]) for floor in home.get("floors", []) for name in [floor["name"], *floor.get("aliases", [])]]
    lists = {
        "name": TextSlotList.from_tuples(names, name="name"),
        "area": TextSlotList.from_tuples(areas, name="area"),
        "floor": TextSlotList.from_tuples(floors, name="floor"),
    }
    print(json.dumps({"loadMs": (time.process_time() - started) * 1000}), flush=True)
    for line in sys.stdin:
        text = line.rstrip("\n")
        started = time.process_time_ns()
        result = recognize_best(text, intents, slot_lists=lists, intent_context=None, language=language)
        elapsed = (time.process_time_ns() - started) / 1e6
        print(json.dumps({"recognised": result is not None, "cpuMs": elapsed}), flush=True)


if __name__ == "__main__":
    main()
