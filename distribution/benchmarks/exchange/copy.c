/* What one copy costs this machine: memcpy of 1 and 64 MiB between two places. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static int order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(void) {
    size_t sizes[] = {1 << 20, 64 << 20};
    int counts[] = {4000, 100};
    double rates[2];
    printf("| %-32s |", "one memcpy in C");
    for (int s = 0; s < 2; s++) {
        char *from = malloc(sizes[s]), *to = malloc(sizes[s]);
        double *took = malloc(counts[s] * sizeof *took), sum = 0;
        memset(from, 1, sizes[s]);
        memset(to, 2, sizes[s]);
        for (int i = 0; i < counts[s]; i++) {
            double then = now();
            memcpy(to, from, sizes[s]);
            took[i] = now() - then;
            from[i] = to[i + 1];
            sum += took[i];
        }
        qsort(took, counts[s], sizeof *took, order);
        char text[64];
        snprintf(text, sizeof text, "%.0f / %.0f / %.0f", took[0], took[counts[s] / 2],
                 took[counts[s] * 99 / 100]);
        printf(" %24s |", text);
        rates[s] = sizes[s] / took[counts[s] / 2] / 1e3;
    }
    printf(" %6.2f | %6.2f | %7s |\n", rates[0], rates[1], "-");
    return 0;
}
