import io.runink.api.Contract;

class Javac {
    @Contract(id = "x", version = 1)
    record Row(Strin a) {}

	int x = "text";

    int missing() {
    }
}
