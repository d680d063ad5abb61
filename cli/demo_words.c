/* demo_words.c - what the two wrote in ten weeks, a row for each record.
 *
 * Robin bakes, and rises when others go to bed.  Kit mends lifts and is called at any hour.  Bo is not quite three.
 * Nobody is behind them; every line is made up.  Rules for new lines: something one could have seen, heard or held; no
 * lesson drawn; nothing that only a perfect couple would write.  No quote marks of the straight kind inside a text. */
#include "demo.h"

enum { MON, TUE, WED, THU, FRI, SAT, SUN };

#define ROW(week, day, clock, who, type, aud, body) {week, day, clock, who, type, aud, body}
#define TEXT(s) "\"text\":\"" s "\",\"day\":@d"
#define THANKS(week, day, clock, who, s) ROW(week, day, clock, who, "thanks", "us", TEXT(s))
#define PAGE(week, day, clock, who, aud, s) ROW(week, day, clock, who, "page", aud, TEXT(s))
#define ENTRY(week, day, clock, who, aud, s) ROW(week, day, clock, who, "entry", aud, TEXT(s))
/* An answer to one of the programme's prompts. */
#define ANSWER(week, day, clock, who, prompt, s) \
	ROW(week, day, clock, who, "entry", "me", TEXT(s) ",\"prompt\":[\"" prompt "\"]")
/* what: 0 done, 1 stopped, 2 set aside, 3 too much, 4 not for me */
#define STEP(week, day, clock, who, exercise, size, what, more) \
	ROW(week, day, clock, who, "step", "me", \
	    "\"exercise\":[\"" exercise "\"],\"size\":" #size ",\"day\":@d,\"what\":" #what more)
#define AFTER(close, comfort) ",\"close\":" #close ",\"comfort\":" #comfort
#define WHY(s) ",\"why\":\"" s "\""
#define CARD(week, day, clock, who, card, kept) \
	ROW(week, day, clock, who, "card", "me", "\"card\":[\"" card "\"],\"day\":@d,\"kept\":" #kept)
#define GLAD(week, clock, who, s) ROW(week, SUN, clock, who, "checkin", "us", "\"week\":@m,\"thanks\":\"" s "\"")
#define LOOK(week, clock, who, thanks, concern, back) \
	ROW(week, SUN, clock, who, "checkin", "us", \
	    "\"week\":@m,\"thanks\":\"" thanks "\",\"concern\":\"" concern "\",\"back\":\"" back "\"")
#define PLAN(week, clock, who, steps) ROW(week, SUN, clock, who, "plan", "me", "\"week\":@n,\"steps\":[" steps "]")
#define REFLECT(week, day, clock, who, row) ROW(week, day, clock, who, "reflection", "me", row)

const char *const demo_names[DEMO_PEOPLE] = {"Robin", "Kit"};

const struct demo_row demo_rows[] = {
    /* Week 1: Robin begins, Kit looks, Kit comes in. */
    ROW(1, MON, 1940, ROBIN, "found", "", ""),
    ROW(1, MON, 1941, ROBIN, "start", "me",
        "\"wish\":[\"heard\",\"ease\"],\"around\":[\"baby\",\"long-days\"],\"setup\":[\"me\"],\"day\":@d"),
    ROW(1, MON, 1941, ROBIN, "reflection", "me", "\"path\":0,\"day\":@d,\"slice\":0,\"answers\":{}"),
    PAGE(1, MON, 1942, ROBIN, "me", "We missed the last tram and walked home along the tracks, eating cold chips out "
        "of your hood."),
    REFLECT(1, MON, 1946, ROBIN, "1 45433748448"),
    ROW(1, MON, 1948, ROBIN, "time", "me", "\"minutes\":10,\"when\":[\"evening\"]"),
    ENTRY(1, MON, 1955, ROBIN, "me", "Kit was still on a roof in the rain when I set this up. Bo asleep by seven, for "
        "once. I do not know how to bring it up without it sounding like a complaint. Maybe I just show the chips "
        "page."),
    REFLECT(1, TUE, 2010, ROBIN, "2 45433748448"),
    STEP(1, TUE, 2015, ROBIN, "E13", 0, 0, AFTER(2, 3)),
    ENTRY(1, WED, 1310, ROBIN, "me", "Told Kit at the sink. Kit dried one pan for a very long time and then asked, is "
        "it long? I said two minutes. Kit said, I can do two minutes."),
    ROW(1, WED, 2052, KIT, "join", "", ""),
    ROW(1, WED, 2054, KIT, "start", "me",
        "\"wish\":[\"ease\",\"play\"],\"around\":[\"baby\",\"long-days\"],\"setup\":[\"partner\"],\"day\":@d"),
    ROW(1, WED, 2054, KIT, "reflection", "me", "\"path\":0,\"day\":@d,\"slice\":0,\"answers\":{}"),
    ROW(1, WED, 2056, KIT, "name", "us", "\"name\":\"Kit\""),
    ROW(1, WED, 2058, ROBIN, "name", "us", "\"name\":\"Robin\""),
    PAGE(1, WED, 2101, KIT, "me", "The ferry with the broken heater. You read me the safety card in five voices and "
        "the whole row joined in."),
    ENTRY(1, WED, 2106, KIT, "me", "Robin asked so carefully that I got worried. It is only short things. I thought I "
        "was the only one who noticed how quiet the kitchen has become."),
    REFLECT(1, THU, 2140, KIT, "1 55536758447"),
    ROW(1, THU, 2144, KIT, "time", "me", "\"minutes\":10,\"when\":[\"bed\"]"),
    THANKS(1, THU, 2015, ROBIN, "You let me sleep in the chair and kept Bo out of the room with nothing but a "
        "saucepan and a spoon, in the garden."),
    THANKS(1, THU, 2150, KIT, "There was a roll in my work bag this morning, in the side pocket with the tape. I ate "
        "it in a lift shaft and felt looked after."),
    REFLECT(1, FRI, 2005, ROBIN, "3 45433748448"),
    REFLECT(1, FRI, 2145, KIT, "2 55536758447"),
    STEP(1, FRI, 2030, ROBIN, "E12", 0, 0, AFTER(3, 3)),
    STEP(1, FRI, 2152, KIT, "E12", 0, 0, AFTER(3, 3)),
    THANKS(1, FRI, 2034, ROBIN, "You said out loud that the day was too long. I had thought it was only me."),
    THANKS(1, SUN, 2005, ROBIN, "You ate the first pancake, the grey one, and called it interesting."),
    THANKS(1, SAT, 2144, KIT, "You knew which of the three identical rabbits was the right one."),
    ROW(1, SAT, 1420, ROBIN, "code", "me", "\"day\":@d,\"version\":1"),
    ROW(1, SAT, 2130, KIT, "code", "me", "\"day\":@d,\"version\":1"),
    ROW(1, SUN, 1015, ROBIN, "causes", "me", "\"picked\":[\"B02\",\"B03\",\"B23\"],\"day\":@d"),
    CARD(1, SUN, 1902, ROBIN, "c011", 1),
    CARD(1, SUN, 1904, ROBIN, "c016", 0),
    GLAD(1, 1915, ROBIN, "For the two minutes at the sink. I had been carrying that sentence around since spring."),
    GLAD(1, 1924, KIT, "For asking me. And for the roll in the bag."),
    PLAN(1, 1930, ROBIN, "\"E08:0\",\"E09:0\""),

    /* Week 2: the first steps at the table, and they feel odd. */
    REFLECT(2, MON, 2140, KIT, "3 55536758447"),
    STEP(2, MON, 2020, ROBIN, "E08", 0, 0, AFTER(2, 2)),
    STEP(2, MON, 2156, KIT, "E08", 0, 0, AFTER(2, 2)),
    ENTRY(2, MON, 2026, ROBIN, "me", "We asked the two questions like people at a counter. How are you. Fine, and "
        "you. Then Bo shouted for water and we both laughed, which was the best part."),
    THANKS(2, MON, 2031, ROBIN, "You brought Bo the water so that I could keep the warm side of the bench."),
    THANKS(2, MON, 2200, KIT, "You laughed when it went wrong. That made it all right to be bad at it."),
    THANKS(2, TUE, 2012, ROBIN, "You put the bins out in the storm, and the neighbour’s too, and came back wearing a "
        "leaf."),
    ROW(2, TUE, 2151, KIT, "causes", "me", "\"picked\":[\"B01\",\"B02\",\"B24\"],\"day\":@d"),
    STEP(2, WED, 2018, ROBIN, "E09", 0, 0, AFTER(3, 3)),
    STEP(2, WED, 2158, KIT, "E09", 0, 0, AFTER(3, 4)),
    THANKS(2, WED, 2204, KIT, "You did not tell me what to do about the foreman. You said, that sounds lonely. It "
        "was."),
    ANSWER(2, THU, 2205, KIT, "p003", "All of it went into the third floor of the eye clinic, a door that closes on "
        "people. A little came back on the stairs at home: I could smell the onions from the first landing."),
    THANKS(2, THU, 2022, ROBIN, "You took the cough shift from one to three, so I could leave for work with my head "
        "on."),
    STEP(2, FRI, 2025, ROBIN, "E03", 0, 0, AFTER(2, 2) WHY("Saying it back felt like school. But I did hear something "
        "new.")),
    STEP(2, FRI, 2150, KIT, "E03", 0, 0, AFTER(2, 3)),
    THANKS(2, FRI, 2154, KIT, "Coming home to the porch light. You always say it is for the cat. We have no cat."),
    ENTRY(2, SAT, 1325, ROBIN, "me", "Saturday, four hundred rolls, one burned tray. Walked home the long way past "
        "the river to be nobody for ten minutes. Then I wanted to be somebody again."),
    THANKS(2, SAT, 2010, ROBIN, "You built the railway around the whole flat and left a gate for my feet."),
    THANKS(2, SAT, 2140, KIT, "The dough you left me to knead with Bo. We made a snake, two moons and a thing."),
    CARD(2, SUN, 1850, KIT, "c024", 1),
    LOOK(2, 1908, ROBIN, "For the cough shift. You never even mentioned it in the morning.",
         "When the phone lies on the table face up, I lose the end of my sentences. I would like it in the hall while "
        "we eat.",
         "The radio station card. Our weather report is now done by Bo, and it is always bees."),
    LOOK(2, 1921, KIT, "For that sounds lonely. I have been using it on the apprentices.",
         "When I come in and the list starts before my boots are off, I feel like one more thing on it. I would like "
        "two minutes first.",
         "The railway. I would do it again, with fewer tunnels."),
    PLAN(2, 1930, ROBIN, "\"E10:0\",\"E18:0\""),
    PLAN(2, 1933, KIT, "\"E09:0\",\"E18:0\""),

    /* Week 3: something works, something is forgotten. */
    STEP(3, MON, 2015, ROBIN, "E18", 0, 0, AFTER(3, 3)),
    STEP(3, MON, 2145, KIT, "E18", 0, 0, AFTER(3, 2) WHY("My hand kept looking for it.")),
    THANKS(3, MON, 2018, ROBIN, "Your phone was in the boot in the hall. In the boot! I heard it buzz in there like a "
        "beetle and you stayed."),
    THANKS(3, MON, 2149, KIT, "I got my two minutes. Boots off, tea, nothing asked. I came to the table as a person."),
    STEP(3, TUE, 2014, ROBIN, "E10", 0, 0, AFTER(3, 4)),
    STEP(3, TUE, 2140, KIT, "E10", 0, 0, AFTER(4, 4)),
    ENTRY(3, TUE, 2148, KIT, "me", "We sat on the kitchen step after bedtime, door open, and listened to next door "
        "failing to park. Nobody said anything about the week. I had forgotten that Robin hums."),
    THANKS(3, TUE, 2020, ROBIN, "The kitchen step. Your shoulder was exactly as high as I remembered."),
    ENTRY(3, WED, 1515, ROBIN, "me", "Nursery summer party at two. I ran from work in my floury shoes. Kit’s chair "
        "stayed empty, and Bo kept a biscuit for it until it was soup."),
    ENTRY(3, WED, 2210, KIT, "me", "Forgot the party. It was on the paper on the fridge, I looked straight at it "
        "every morning. Bo gave me the biscuit anyway. Robin was kind about it in the way that means it hurt."),
    THANKS(3, THU, 2016, ROBIN, "You went to the nursery on your own and asked Bo’s group to show you the dance "
        "again. They showed you twice."),
    THANKS(3, THU, 2155, KIT, "You were angry and you still kept me a plate."),
    THANKS(3, WED, 2016, ROBIN, "You did not look for an excuse. You only said, I forgot."),
    STEP(3, FRI, 2012, ROBIN, "E02", 0, 0, AFTER(2, 3)),
    STEP(3, FRI, 2150, KIT, "E09", 0, 0, AFTER(3, 3)),
    REFLECT(3, FRI, 1958, ROBIN, "5 45543748448"),
    THANKS(3, FRI, 2158, KIT, "You cut the day in half for me: before lunch I could be furious about it, after lunch "
        "not. It worked."),
    THANKS(3, SAT, 2005, ROBIN, "A whole hour of sleep at noon, with a note on the door: baker at rest."),
    THANKS(3, SAT, 2138, KIT, "You let me be the horse although it was your turn to lie down."),
    CARD(3, SUN, 1845, ROBIN, "c056", 1),
    LOOK(3, 1902, ROBIN, "For the boot.",
         "When I sat beside the empty chair on Wednesday I felt like the only parent in the room. I would like dates "
        "said aloud on Sunday, not only on paper.",
         "The kitchen step, twice. I would do it even in rain."),
    LOOK(3, 1915, KIT, "For the plate.",
         "When I have already said sorry, I am afraid to come up in the next talk as well. I would like it to be over "
        "after the second day.",
         "Saying the dates aloud just now. It took one minute and there were four I did not know."),
    PLAN(3, 1925, ROBIN, "\"E12:0\",\"E10:0\""),

    /* Week 4: light. */
    ROW(4, TUE, 2032, ROBIN, "track", "me", "\"track\":\"after-children\",\"day\":@d"),
    ROW(4, SUN, 1951, KIT, "ritual", "us",
        "\"title\":\"The kitchen step\",\"kind\":0,\"every\":2,\"from\":@d,\"days\":2,\"minute\":1275,\"minutes\":20"),
    REFLECT(4, WED, 2138, KIT, "5 56646758557"),
    THANKS(4, MON, 2011, ROBIN, "You hung the washing at eleven at night so that it would smell of outside."),
    STEP(4, TUE, 2152, KIT, "E12", 0, 0, AFTER(3, 4)),
    STEP(4, TUE, 2019, ROBIN, "E12", 0, 0, AFTER(3, 3)),
    THANKS(4, TUE, 2156, KIT, "You said I was patient with the zip. I was not sure anyone saw the zip."),
    THANKS(4, WED, 2150, KIT, "The note in my glove: third finger is for luck."),
    ANSWER(4, WED, 1402, ROBIN, "p014", "The dough scraper. Its handle is worn to my thumb. It has been to every flat "
        "we had, and it knows how thin the walls were."),
    THANKS(4, THU, 2009, ROBIN, "You sang the counting song on the stairs although your knee hurts on every number."),
    ENTRY(4, FRI, 2158, KIT, "me", "Called out at nine, a couple stuck between floors with a pizza. When I got them "
        "out they offered me a slice. I ate it in the van and thought of chips in a hood."),
    THANKS(4, FRI, 2203, KIT, "You waited up on the wrong side of ten. For you that is the middle of the night."),
    THANKS(4, FRI, 2004, ROBIN, "You wrote down what the doctor said, with arrows, because I hear nothing in that "
        "room."),
    STEP(4, SAT, 1930, ROBIN, "E31", 0, 0, AFTER(3, 4)),
    PAGE(4, SAT, 1936, ROBIN, "us", "We found out that we have a thing already. Whoever comes home last knocks the "
        "rhythm of the washing machine on the door, and whoever is inside does the spin. We have done it for six "
        "years and never said so."),
    THANKS(4, SAT, 2142, KIT, "My mother asked how we are, and before I could say fine you said, slowly better, and "
        "held my sleeve."),
    CARD(4, SUN, 1840, KIT, "c029", 1),
    GLAD(4, 1906, ROBIN, "For slowing down on the hill so that Bo could win."),
    GLAD(4, 1913, KIT, "For a whole Sunday with nowhere to be."),
    PLAN(4, 1920, KIT, "\"E30:0\",\"E08:0\""),

    /* Week 5: whole jobs change hands; a date on the harbour wall. */
    REFLECT(5, FRI, 1956, ROBIN, "4 66645758548"),
    THANKS(5, MON, 2154, KIT, "The laundry is mine now, all of it, also the thinking. You handed it over and did not "
        "look into the basket once."),
    THANKS(5, TUE, 2013, ROBIN, "Today I opened the drawer and there were socks. I did not do anything for it. I "
        "stood there a while."),
    THANKS(5, TUE, 2155, KIT, "You showed me the trick with the duvet and did not laugh until I was inside it."),
    STEP(5, TUE, 2017, ROBIN, "E08", 0, 0, AFTER(3, 3)),
    STEP(5, TUE, 2148, KIT, "E08", 0, 0, AFTER(3, 3)),
    ENTRY(5, WED, 1420, ROBIN, "me", "Four shirts came out pink. I said nothing. This may be the largest thing I have "
        "done for love this year."),
    THANKS(5, WED, 2201, KIT, "You wore the pink one to work."),
    STEP(5, THU, 2010, ROBIN, "E03", 1, 0, AFTER(3, 3)),
    STEP(5, THU, 2144, KIT, "E03", 1, 0, AFTER(4, 3)),
    ENTRY(5, THU, 2150, KIT, "me", "Robin told me about the new oven and the boss, to the end, and I only listened. I "
        "wanted to fix it three times. At the end Robin said thank you as if I had."),
    THANKS(5, THU, 2021, ROBIN, "You listened right through the oven."),
    THANKS(5, FRI, 2152, KIT, "You turned the list of jobs for Saturday into three jobs and a nap."),
    STEP(5, SAT, 1645, ROBIN, "E30", 1, 0, AFTER(4, 4)),
    STEP(5, SAT, 2135, KIT, "E30", 1, 0, AFTER(4, 4)),
    PAGE(5, SAT, 2140, KIT, "us", "The harbour wall, one portion of chips, two forks, forty minutes. A gull looked at "
        "us like a landlord. We talked about nothing that has to be done. On the way back you took my hand at the "
        "crossing and did not give it back on the other side."),
    THANKS(5, SAT, 2008, ROBIN, "You asked your sister to take Bo. I know what it costs you to ask your sister."),
    CARD(5, SUN, 1848, ROBIN, "c037", 1),
    LOOK(5, 1905, ROBIN, "For asking your sister.",
         "When a night call is swapped and I hear it at the door, I feel my own night go with it. I would like a "
        "message when it happens, even a single letter.",
         "The wall. The gull. Your hand."),
    LOOK(5, 1918, KIT, "For the pink shirt, worn with your chin up.",
         "When I get home after a call I would like to be asked about it the next day, not the same night. I have no "
        "words left then.",
         "One whole job each. I would do it again with the shopping."),
    PLAN(5, 1926, ROBIN, "\"E09:1\",\"E05:0\""),
    PLAN(5, 1929, KIT, "\"E10:0\",\"E09:0\""),

    /* Week 6: the hard one. */
    REFLECT(6, MON, 2136, KIT, "4 56746758347"),
    THANKS(6, MON, 2010, ROBIN, "You carried Bo up four floors, asleep, with the scooter around your neck."),
    ENTRY(6, TUE, 1540, ROBIN, "me", "Ear infection. Thirty-nine point six. I had to leave the second bake, the boss "
        "did not look up. Kit cannot come, two lifts down at the hospital. I know it is true. I am still so angry "
        "that I dropped a cup on purpose."),
    ROW(6, TUE, 1946, ROBIN, "hard", "me", "\"from\":@d,\"until\":@u"),
    ENTRY(6, TUE, 2320, KIT, "me", "We shouted in whispers over Bo’s bed. I said, somebody has to earn. I heard it "
        "come out. It was my father’s sentence, word for word, and I saw Robin’s face close."),
    ROW(6, WED, 2310, KIT, "hard", "me", "\"from\":@d,\"until\":@u"),
    ENTRY(6, WED, 2012, ROBIN, "me", "We pass the thermometer to each other like colleagues. I have nothing to write "
        "for tonight’s note and I am leaving it empty."),
    ANSWER(6, THU, 1410, ROBIN, "p032", "I would say: you have slept nine hours in three nights. Do not decide "
        "anything. Eat the soup. Then I would do the dishes and go."),
    ENTRY(6, THU, 2240, KIT, "me", "Fever down. I sat in the van in front of our house for ten minutes with the "
        "engine off. Then I went up and said it: that was a rotten thing to say, you earn too, and you were the one "
        "who was here. Robin cried a bit and then asked if there was any bread left. In a baker’s house. We both "
        "laughed until Bo woke up."),
    THANKS(6, FRI, 2158, KIT, "You let me say it to the end. I was afraid you would help me."),
    THANKS(6, SAT, 2003, ROBIN, "You came up the stairs instead of staying in the van. I saw you from the window. I "
        "was counting."),
    ENTRY(6, SUN, 1120, ROBIN, "me", "Bo ate half a pancake and asked for the other half of the moon. I think we are "
        "through. I am tired down to my shoes, and not alone in it."),

    /* Week 7: slowly. */
    ROW(7, WED, 2114, ROBIN, "sheet", "us",
        "\"sheet\":[\"repair-menu\"],\"day\":@d,\"a1\":\"Can we have that one again, slower?\",\"a2\":\"Tea, put down "
        "beside you, without a word.\",\"a3\":\"The nursery dance.\",\"a4\":\"An N, at any hour.\",\"a6\":\"Jokes in the "
        "first five minutes.\""),
    ROW(7, SUN, 1938, KIT, "ritual", "us",
        "\"title\":\"Sledge hill, or mud hill\",\"kind\":1,\"every\":0,\"from\":@n,\"minute\":600,\"minutes\":90"),
    ROW(8, TUE, 2139, KIT, "sheet", "me",
        "\"sheet\":[\"good-about-you\"],\"day\":@d,\"a1\":\"You asked the new neighbour his name, and used it.\",\"a2\":\"He "
        "came back with the ladder.\",\"a3\":\"You think that people are worth the bother.\""),
    ROW(7, MON, 2130, KIT, "light", "me", "\"from\":@d,\"until\":@u"),
    REFLECT(7, FRI, 1955, ROBIN, "5 56645758557"),
    THANKS(7, MON, 2008, ROBIN, "There was soup. Not good soup. There was soup."),
    THANKS(7, TUE, 2144, KIT, "You put your cold feet on my side without asking, like before."),
    THANKS(7, MON, 2142, KIT, "You said the soup was warm, which it was."),
    STEP(7, TUE, 2006, ROBIN, "E37", 0, 0, AFTER(2, 3)),
    STEP(7, WED, 2011, ROBIN, "N12", 0, 0, AFTER(3, 3)),
    STEP(7, WED, 2146, KIT, "N12", 0, 0, AFTER(3, 4)),
    PAGE(7, WED, 2020, ROBIN, "us", "Our word is badger. Whoever says badger gets twenty minutes, and has to come "
        "back. Badger was tried out tonight over the correct way to load a dishwasher. It held."),
    THANKS(7, WED, 2152, KIT, "You said badger before I did, and you came back after nineteen minutes with two "
        "spoons."),
    ENTRY(7, THU, 2202, KIT, "me", "Last week still sits somewhere between the ribs. But we have a word now. I said "
        "it to myself in the machine room, only to hear it."),
    THANKS(7, FRI, 2004, ROBIN, "A message from you at four: N. One letter, night call, as agreed. I could plan my "
        "evening and I did not have to be brave at the door."),
    THANKS(7, THU, 2002, ROBIN, "You took the long call with my mother and walked up and down with her until she was "
        "calm."),
    STEP(7, SAT, 1920, ROBIN, "E10", 1, 0, AFTER(3, 4)),
    STEP(7, SAT, 2140, KIT, "E12", 0, 0, AFTER(3, 4)),
    THANKS(7, SAT, 2144, KIT, "You asked about Tuesday’s call on Wednesday. I had words by then."),
    GLAD(7, 1903, ROBIN, "For the one letter."),
    GLAD(7, 1911, KIT, "For a word that makes us both look ridiculous in the right moment."),

    /* Week 8: light, and Bo turns three. */
    REFLECT(8, MON, 2140, KIT, "5 66746758457"),
    THANKS(8, MON, 2009, ROBIN, "You cleaned the lunch box that had been in the bag since Thursday. I saw what was in "
        "it."),
    THANKS(8, TUE, 2150, KIT, "You saved me the end of the seed loaf, the one with the most crust, and hid it from "
        "yourself."),
    STEP(8, TUE, 2013, ROBIN, "E12", 0, 0, AFTER(4, 4)),
    STEP(8, WED, 2148, KIT, "E12", 1, 0, AFTER(3, 4)),
    THANKS(8, WED, 2007, ROBIN, "You learned the braid from a video, with a rope, in the shaft, in your break."),
    THANKS(8, THU, 2005, ROBIN, "You bought the candles on Monday, so that nobody had to run on Saturday."),
    ANSWER(8, THU, 2159, KIT, "p015", "Sunday, both of us on the floor, sorting the puzzle pieces by colour while Bo "
        "slept on the bag. No radio. Robin passed me all the blue ones without my asking."),
    ENTRY(8, FRI, 1350, ROBIN, "me", "A cake in the shape of a lift. Kit drew the plan, to scale, with a section "
        "through the cable. I baked it after my shift and fell asleep against the fridge."),
    PAGE(8, SAT, 1730, KIT, "us", "Three candles. Bo pressed the button on the cake and said, going up. Robin had "
        "flour in one eyebrow and I did not say so all afternoon, because it looked like a holiday."),
    THANKS(8, SAT, 2001, ROBIN, "You told the story of the night Bo was born, and you told my part of it right."),
    THANKS(8, SAT, 2137, KIT, "The lift went up because you made it. I only drew it."),
    CARD(8, SUN, 1835, KIT, "c047", 1),
    GLAD(8, 1900, ROBIN, "For eleven children in our kitchen and you in the middle with a towel on your head."),
    GLAD(8, 1907, KIT, "For the flour in your eyebrow."),
    PLAN(8, 1915, ROBIN, "\"E05:0\",\"E01:1\""),
    PLAN(8, 1917, KIT, "\"E09:1\",\"E30:0\""),

    /* Week 9: longer turns. */
    REFLECT(9, FRI, 1954, ROBIN, "4 76656768658"),
    STEP(9, MON, 2014, ROBIN, "E05", 0, 0, AFTER(3, 3)),
    STEP(9, MON, 2145, KIT, "E05", 0, 0, AFTER(3, 3)),
    ENTRY(9, MON, 2024, ROBIN, "me", "Two minutes each, with a bell. Mine was about the little room: I want a door I "
        "can close at five in the afternoon and sleep behind. I had never said it because I thought it would sound "
        "like leaving."),
    THANKS(9, MON, 2152, KIT, "You told me about the door. I would rather know about a door than guess at a wall."),
    THANKS(9, TUE, 2006, ROBIN, "You measured the little room. You did not say anything, I found the tape on the sill "
        "with a number on it."),
    THANKS(9, TUE, 2149, KIT, "You called me in from the balcony to look at the moon, and then we looked at it from "
        "the balcony."),
    STEP(9, WED, 2012, ROBIN, "E09", 1, 0, AFTER(4, 3)),
    STEP(9, WED, 2149, KIT, "E09", 1, 0, AFTER(4, 4)),
    ENTRY(9, WED, 2157, KIT, "me", "I said the thing about money, that I lie awake over the van. Robin took out the "
        "blue folder and we looked at it for ten minutes, in daylight tomorrow we look again. It is less than I had "
        "made of it at three in the morning."),
    THANKS(9, THU, 2155, KIT, "The blue folder, in daylight, with toast. It had shrunk overnight."),
    STEP(9, FRI, 2010, ROBIN, "E02", 1, 0, AFTER(2, 2)),
    THANKS(9, FRI, 2015, ROBIN, "You took the night with the wet sheets and turned it into an expedition with "
        "torches."),
    THANKS(9, SAT, 2006, ROBIN, "You put the crossword on my side with one word left in it, an easy one."),
    STEP(9, SAT, 1910, KIT, "E01", 1, 1, AFTER(2, 2) WHY("Too tired for questions. Stopping was fine.")),
    ENTRY(9, SAT, 1918, KIT, "me", "We began the long talk and after one turn I was gone, eyes open, nobody home. "
        "Robin said, let us put it down, and turned the page of the crossword. I had expected a sigh and none came."),
    THANKS(9, SAT, 2134, KIT, "You stopped with me and it was not a fault."),
    CARD(9, SUN, 1840, ROBIN, "c048", 1),
    LOOK(9, 1904, ROBIN, "For the number on the tape.",
         "When I say I need sleep I hear myself apologise. I would like to say it once and for it to be enough. That "
        "one is mostly for me.",
         "Two minutes with a bell. I said in them what I had not said in two years."),
    LOOK(9, 1917, KIT, "For stopping with me.",
         "When we plan the Sunday full on a Thursday, I feel it is gone before it came. I would like one empty hour, "
        "written down as empty.",
         "The folder by daylight. Torches."),
    PLAN(9, 1927, ROBIN, "\"E10:1\",\"E31:1\""),
    PLAN(9, 1930, KIT, "\"E30:1\",\"E12:1\""),

    /* Week 10: looking back a little. */
    REFLECT(10, MON, 2130, KIT, "4 67757768658"),
    THANKS(10, MON, 2010, ROBIN, "You rang at noon for no reason. You asked what I could see from where I stood. It "
        "was a bucket. It was a good call."),
    THANKS(10, MON, 2148, KIT, "A bucket, described by you."),
    THANKS(10, TUE, 2150, KIT, "The blanket for the step. It had been yours at your grandmother’s, and now it has tea "
        "on it."),
    STEP(10, TUE, 2012, ROBIN, "E10", 1, 0, AFTER(4, 4)),
    STEP(10, TUE, 2146, KIT, "E10", 1, 0, AFTER(4, 4)),
    ENTRY(10, TUE, 2022, ROBIN, "me", "The kitchen step again, with a blanket now. Kit fell asleep in the middle of a "
        "word. The word was and. I stayed until my foot had gone."),
    THANKS(10, WED, 2151, KIT, "You stayed. You could have woken me, and you lost a foot."),
    STEP(10, THU, 2008, ROBIN, "E31", 1, 0, AFTER(3, 4)),
    PAGE(10, THU, 2018, ROBIN, "us", "Decided: Thursday is soup. Whoever is home cooks it, whoever is late gets it "
        "warm, nobody says what is in it before the first spoon. Tonight it was mostly leeks and one surprise "
        "dumpling."),
    THANKS(10, THU, 2156, KIT, "I got the dumpling. I know how many there were."),
    STEP(10, FRI, 1950, KIT, "E30", 1, 1, AFTER(3, 3)),
    ENTRY(10, FRI, 2230, KIT, "me", "The date lasted until the starters, then the phone: lift down, someone in it, "
        "eighty years old. Robin drove me there and sat on the stairs and talked to her through the door about yeast "
        "for an hour. When I got her out she asked which of us was the mechanic."),
    THANKS(10, FRI, 2020, ROBIN, "You looked back at me before you went up the shaft. You did not need to. Ten weeks "
        "ago I think I would have been watching the clock."),
    THANKS(10, SAT, 2002, ROBIN, "The little room has a door. It was the old one from the cellar, upside down, the "
        "handle is at my knee. I slept behind it for two hours."),
    ANSWER(10, SAT, 1420, ROBIN, "p018", "A month ago I counted who had done more. Today I noticed that I had not "
        "counted. I noticed only because there was room in my head, like after a tooth stops."),
    THANKS(10, SAT, 2140, KIT, "You named the door. Doors in this house have names now, apparently."),
    CARD(10, SUN, 1838, KIT, "c040", 1),
    ENTRY(10, SUN, 1848, KIT, "us", "Ten weeks of this. Nothing large has changed. The list is as long as it was, Bo "
        "is louder. But I know where you are in the evening, also when you sit right next to me."),
    LOOK(10, 1903, ROBIN, "For the door, and for not explaining the handle.",
         "When a good week ends I get afraid of the next one. I would like us to keep the small things even when "
        "nothing is wrong.",
         "Yeast through a lift door. I would do that again with anybody, and best with you."),
    LOOK(10, 1914, KIT, "For sitting on those stairs.",
         "When I sleep in the middle of a talk I am not leaving it. I would like to be woken, or left, but not missed.",
         "Soup. An empty hour that stayed empty: we watched the rain and gave it points."),
    PLAN(10, 1924, ROBIN, "\"E09:1\",\"E12:1\""),
    PLAN(10, 1926, KIT, "\"E08:1\",\"E30:0\""),

    /* The week that now is, as far as it has come. */
    THANKS(11, MON, 2009, ROBIN, "You folded the towels my way, and I know you think it is the wrong way."),
    THANKS(11, MON, 2147, KIT, "The roll in the bag again. Side pocket, with the tape. I looked for it before I "
        "looked for the tape."),
    ENTRY(11, TUE, 2016, ROBIN, "me", "Bo asked why we sit on the step when there are chairs. I said because it is "
        "lower. That seemed to settle it."),
    THANKS(11, TUE, 2150, KIT, "You remembered that the exam for the apprentice was today, and asked how he did. I "
        "had not even told you his name twice."),
    THANKS(11, WED, 2011, ROBIN, "You danced the nursery dance in the hall, all of it, with the turn."),
    STEP(11, WED, 2144, KIT, "E08", 1, 0, AFTER(4, 4)),
    THANKS(11, THU, 2154, KIT, "It was soup, and I was late, and it was warm."),
    THANKS(11, FRI, 2006, ROBIN, "N, at three in the afternoon, with a heart drawn in slashes. It looked like a fork. "
        "I kept it."),
    THANKS(11, SAT, 2139, KIT, "You let me win the hill. Bo told me."),
};
const size_t demo_row_count = sizeof demo_rows / sizeof demo_rows[0];
