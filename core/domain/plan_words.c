/* plan_words.c - sentences. */
#include "domain/plan_words.h"

static const struct {
	const char *code, *words;
} reasons[REASON__MAX] = {
    [REASON_NONE] = {"none", ""},
    [REASON_WISH_EASE] = {"wish:ease", "You wished for more ease between you."},
    [REASON_WISH_HEARD] = {"wish:heard", "You wished to be heard more."},
    [REASON_WISH_AFFECTION] = {"wish:affection", "You wished for more affection."},
    [REASON_WISH_FEWER_ROWS] = {"wish:fewer-rows", "You wished for fewer rows."},
    [REASON_WISH_ROOM] = {"wish:room", "You wished for more room in your days."},
    [REASON_WISH_PLAY] = {"wish:play", "You wished for more play."},
    [REASON_CAUSE] = {"cause", "It speaks to something you said is in the way."},
    [REASON_LOW] = {"low", "It looks after something that has been thin for you lately."},
    [REASON_HOUR] = {"hour", "It suits this time of day."},
    [REASON_GENTLE] = {"gentle", "It asks for little. You have enough on your plate."},
    [REASON_NEW] = {"new", "You have not tried this one yet."},
    [REASON_AGAIN] = {"again", "It has been a while since the last time."},
    [REASON_HELPED] = {"helped", "It seemed to do you good before."},
    [REASON_PICKED] = {"picked", "You put it in your week."},
    [REASON_LIGHT_WEEK] = {"light-week", "This is a light week, as it is for everybody now and then."},
    [REASON_LIGHT] = {"light", "You asked for easy things."},
    [REASON_ALONE] = {"alone", "You can do it by yourself."},
    [REASON_SHORT] = {"short", "It fits the time you have."},
    [REASON_SMALLER] = {"smaller", "A smaller form than last time, so that it stays comfortable."},
    [REASON_LATE] = {"late", "It is late, so this one is quiet."},
    [REASON_TABLE] = {"table", "It works with one phone on the table between you."},
    [REASON_SURE] = {"sure", "Of all the small things, this one has been studied best."},
    [REASON_FITS] = {"fits", "It is small, and nothing speaks against it today."},
    [REASON_TRACK] = {"track", "It belongs to this week of the road you chose."},
    [REASON_CHECKUP] = {"checkup", "Half a year has gone by. A look back together can be worth an hour."},
};

const char *reason_code(enum reason r) { return r < REASON__MAX ? reasons[r].code : reasons[REASON_NONE].code; }
const char *reason_words(enum reason r) { return r < REASON__MAX ? reasons[r].words : reasons[REASON_NONE].words; }

/* Whoever stops by themselves is not told of somebody who is not there. */
#define STOPPED \
	"This ends here. Stopping is part of it and nothing went wrong. No questions about it today. Water, a blanket, " \
	"something ordinary."

const char *player_words(enum player_step step, bool for_two)
{
	switch (step) {
	case PLAYER_PREPARE:
		return "Take a moment to get ready. Begin when it suits you.";
	case PLAYER_AFTER:
		return "That was it. Two taps, if you like, and then put the phone away.";
	case PLAYER_STOPPED:
		return for_two ? STOPPED " Near or apart, as each of you likes." : STOPPED;
	case PLAYER_DONE:
		return "That is all for today.";
	case PLAYER_EXPIRED:
		return "This was from another day. You can begin it afresh, or let it rest.";
	default:
		return "";
	}
}

const char *verdict_code(enum verdict v)
{
	static const char *const codes[] = {"early", "same", "more", "less"};
	return codes[v];
}

const char *verdict_words(enum verdict v)
{
	static const char *const words[] = {
	    "Too early to tell.",
	    "About the same. Small ups and downs are normal.",
	    "More than at first, and not only once. This looks like a real change.",
	    "Less than at first, and not only once. This looks like a real change. It can have many reasons.",
	};
	return words[v];
}

const char *const words_hard_line = "This week asks enough of you. Everything else is folded away.";
const char *const words_hard_thing =
    "One thing, if you like: put both feet on the floor, let your shoulders drop, and breathe out slowly three times.";
const char *const words_both_like = "When you both like.";
const char *const words_nothing_due = "Nothing is due today.";
const char *const words_pace = "Nothing is due. Looking in less often is a good sign.";
const char *const words_closed = "Nothing is due. You closed this well, and it keeps.";
const char *const words_enough = "That is all for today. You can put the phone down now.";
