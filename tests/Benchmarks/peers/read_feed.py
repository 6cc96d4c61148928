"""What a Python user would write: every page of a feed, each entry once, by iterparse."""
import os
import urllib.request
import xml.etree.ElementTree as tree

ATOM = "{http://www.w3.org/2005/Atom}"
address, count = os.environ["BENCH_FEED"], 0
while address:
    request = urllib.request.Request(address, headers={"X-Auth-Token": os.environ["BENCH_TOKEN"], "Accept": "application/atom+xml"})
    following = None
    with urllib.request.urlopen(request) as answer:
        for _, element in tree.iterparse(answer):
            if element.tag == ATOM + "entry":
                count += 1
                element.clear()
            elif element.tag == ATOM + "link" and element.get("rel") == "next":
                following = element.get("href")
    address = following
print(count)
