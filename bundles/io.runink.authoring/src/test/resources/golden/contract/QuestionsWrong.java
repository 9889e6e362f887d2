import io.runink.api.*;

class QuestionsWrong {
    @Contract(id = "wrong", version = "1.0.0")
    @Sql(id = "Not Kebab", value = "SELECT true")
    @Sql(id = "twice", value = "SELECT true")
    @Sql(id = "twice", value = "SELECT false")
    record Wrong(String book) {}
}
