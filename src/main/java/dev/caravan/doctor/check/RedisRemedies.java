package dev.caravan.doctor.check;

/** What to do about a Redis that does not let us in, by what it says, or by what says that it is not there. */
final class RedisRemedies {

    private RedisRemedies() {}

    static String of(String reason, String place) {
        if (reason.contains("NOAUTH") || reason.contains("WRONGPASS") || reason.contains("invalid password")) {
            return "set spring.data.redis.username and spring.data.redis.password to those of the server";
        }
        if (reason.contains("NOPERM")) {
            return "give the user of spring.data.redis the command: redis-cli ACL SETUSER <user> +@all -@dangerous +info ~*";
        }
        if (reason.contains("LOADING")) {
            return "wait: it is loading its state from the disk";
        }
        return "start it, or set spring.data.redis.url to the address of the right one; 'redis-cli -h "
                + place.replaceFirst(":(\\d+)$", " -p $1") + " ping' from this machine has to say PONG";
    }
}
