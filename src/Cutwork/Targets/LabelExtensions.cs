using System.Buffers;

namespace Cutwork;

/// <summary>Plans on labels: class indexes to soft labels or pairs, and vectors of any kind.</summary>
public static class LabelExtensions
{
    /// <summary>Stages up to which weights are followed path by path: merging paths would change last bits.</summary>
    private const int MostFollowedStages = 4;

    extension(Plan plan)
    {
        /// <summary>Soft labels from class indexes: each row sums to 1.</summary>
        /// <param name="labels">
        /// One class index per image, from 0 to <paramref name="classes"/> − 1; then one per partner where the plan has some
        /// (<see cref="Plan.Partners"/>).
        /// </param>
        /// <param name="softLabels">B × classes, image by image.</param>
        /// <param name="classes">Number of classes, K.</param>
        /// <param name="smoothing">
        /// ε of label smoothing, from 0 to 1, applied once, before mixing: 1 − ε + ε/K for the class, ε/K for the others. Leave the
        /// loss's own smoothing off.
        /// </param>
        /// <exception cref="ArgumentException">
        /// Lengths don't fit, the spans share memory, or a label is not a class; the message names it.
        /// </exception>
        public void Apply(ReadOnlySpan<int> labels, Span<float> softLabels, int classes, double smoothing = 0)
        {
            plan.CheckLabels(labels, classes);
            Guard.Between(smoothing, 0, 1, nameof(smoothing), "a share");
            CheckLength(softLabels.Length, plan.Count, classes, "soft labels");
            CheckApart<int, float>(labels, softLabels, "labels", "soft labels");
            if (plan.Partners.IsEmpty)
            {
                plan.MixSoft(labels, softLabels, classes, smoothing);
                return;
            }
            // The partners' rows are needed while the images' are made.
            float[] rows = ArrayPool<float>.Shared.Rent(labels.Length * classes);
            plan.MixSoft(labels, rows.AsSpan(0, labels.Length * classes), classes, smoothing);
            rows.AsSpan(0, softLabels.Length).CopyTo(softLabels);
            ArrayPool<float>.Shared.Return(rows);
        }

        private void MixSoft(ReadOnlySpan<int> labels, Span<float> rows, int classes, double smoothing)
        {
            rows.Fill((float)(smoothing / classes));
            for (int place = 0; place < labels.Length; place++)
                rows[place * classes + labels[place]] = (float)(1 - smoothing + smoothing / classes);
            plan.Mix(rows, classes);
        }

        /// <summary>The pair form: loss = λ · CE(first) + (1 − λ) · CE(second).</summary>
        /// <param name="labels">One class index per image, then one per partner where the plan has some.</param>
        /// <param name="first">The own labels, y_a.</param>
        /// <param name="second">The partners' labels, y_b; the own one where nothing was mixed.</param>
        /// <param name="lambda">The own labels' weights, λ; 1 where nothing was mixed.</param>
        /// <exception cref="ArgumentException">Lengths don't fit, two of the spans share memory, or a label is negative.</exception>
        /// <exception cref="InvalidOperationException">An image has more than one partner: use soft labels.</exception>
        public void Apply(ReadOnlySpan<int> labels, Span<int> first, Span<int> second, Span<float> lambda)
        {
            plan.CheckLabels(labels, int.MaxValue);
            CheckLength(first.Length, plan.Count, "first labels");
            CheckLength(second.Length, plan.Count, "second labels");
            CheckLength(lambda.Length, plan.Count, "weights λ");
            CheckApart<int, int>(labels, first, "labels", "first labels");
            CheckApart<int, int>(labels, second, "labels", "second labels");
            CheckApart<int, float>(labels, lambda, "labels", "weights λ");
            CheckApart<int, int>(first, second, "first labels", "second labels");
            CheckApart<int, float>(first, lambda, "first labels", "weights λ");
            CheckApart<int, float>(second, lambda, "second labels", "weights λ");
            for (int position = 0; position < plan.Count; position++)
            {
                (int partner, double own) = plan.Pair(position);
                first[position] = labels[position];
                second[position] = labels[partner];
                lambda[position] = (float)own;
            }
        }

        /// <summary>
        /// Mixes one vector per image with the weights of the labels, in place: one-hot and multi-label vectors, regression
        /// targets, distances.
        /// </summary>
        /// <param name="vectors">B × width, image by image; then the partners' where the plan has some, which stay as they are.</param>
        /// <param name="width">Elements per image.</param>
        /// <exception cref="ArgumentException">The length is not B · width, or 2B · width where the plan has partners.</exception>
        public void ApplyToVectors(Span<float> vectors, int width)
        {
            Guard.AtLeast(width, 1, nameof(width), "element");
            CheckLength(vectors.Length, plan.PlaceCount, width, "vectors");
            plan.Mix(vectors, width);
        }

        /// <summary>The weights with which the batch's labels make up one image's label, summing to 1.</summary>
        /// <param name="position">The image's place in the batch.</param>
        /// <returns>
        /// Places in the batch, or from B on of partners, with their weights, the own one first; those with weight 0 left out.
        /// </returns>
        public IReadOnlyList<(int Position, double Weight)> LabelWeights(int position)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, plan.Count);
            var weights = new SortedDictionary<int, double>();
            if (plan.CountsLabels)
                plan.Count(position, weights);
            else if (plan.Stages.Count(stage => !stage.IsErasing) <= MostFollowedStages)
                plan.Collect(plan.Stages.Length, position, 1, weights);
            else
                plan.CollectTogether(position, weights);
            return
            [
                .. weights
                    .Where(entry => entry.Value > 0)
                    .OrderBy(entry => entry.Key != position)
                    .Select(entry => (entry.Key, entry.Value)),
            ];
        }

        private void Collect(int stages, int position, double weight, SortedDictionary<int, double> weights)
        {
            for (int number = stages - 1; number >= 0; number--)
            {
                Stage stage = plan.Stages[number];
                foreach (ref readonly Stroke stroke in stage.Of(position))
                    if (stroke.Source == Source.Partner)
                        plan.Collect(number, stroke.Partner, weight * stroke.PartnerShare(plan.Size), weights);
                weight *= stage.OwnShare(position, plan.Size);
            }
            weights[position] = weights.GetValueOrDefault(position) + weight;
        }

        /// <summary>The same, place by place instead of path by path: what k stages mix has 2ᵏ paths.</summary>
        private void CollectTogether(int position, SortedDictionary<int, double> weights)
        {
            weights[position] = 1;
            for (int number = plan.Stages.Length - 1; number >= 0; number--)
            {
                Stage stage = plan.Stages[number];
                foreach ((int place, double weight) in weights.ToArray())
                {
                    weights[place] += weight * (stage.OwnShare(place, plan.Size) - 1);
                    foreach (ref readonly Stroke stroke in stage.Of(place))
                        if (stroke.Source == Source.Partner)
                            weights[stroke.Partner] =
                                weights.GetValueOrDefault(stroke.Partner) + weight * stroke.PartnerShare(plan.Size);
                }
            }
        }

        /// <summary>The shares of the pixels that are seen, as if nothing were erased.</summary>
        private void Count(int position, SortedDictionary<int, double> weights)
        {
            using Seen seen = plan.See(position);
            ReadOnlySpan<double> shares = seen.CountWeights();
            for (int slot = 0; slot < shares.Length; slot++)
                weights[seen.Places[slot]] = shares[slot];
        }

        private (int Partner, double Own) Pair(int position)
        {
            if (plan.CountsLabels)
                return plan.CountedPair(position);
            int partner = position;
            double own = 1;
            for (int number = 0; number < plan.Stages.Length; number++)
            {
                Stage stage = plan.Stages[number];
                foreach (ref readonly Stroke stroke in stage.Of(position))
                {
                    if (stroke.Source != Source.Partner)
                        continue;
                    if (partner != position || plan.MixesBefore(number, stroke.Partner))
                        throw MoreThanTwo(position);
                    partner = stroke.Partner;
                    own = Math.Max(0, 1 - stroke.PartnerShare(plan.Size)); // of a part laid over by itself, all stays its own
                }
            }
            return (partner, own);
        }

        private (int Partner, double Own) CountedPair(int position)
        {
            using Seen seen = plan.See(position);
            ReadOnlySpan<double> shares = seen.CountWeights();
            int partner = position;
            for (int slot = 1; slot < shares.Length; slot++)
                if (shares[slot] > 0)
                    partner = partner == position ? seen.Places[slot] : throw MoreThanTwo(position);
            return (partner, partner == position ? 1 : shares[0]);
        }

        private bool MixesBefore(int stage, int position)
        {
            for (int earlier = 0; earlier < stage; earlier++)
                if (plan.Stages[earlier].Mixes(position))
                    return true;
            return false;
        }

        private void Mix(Span<float> vectors, int width)
        {
            if (plan.CountsLabels)
            {
                plan.MixCounted(vectors, width);
                return;
            }
            float[]? before = null;
            foreach (Stage stage in plan.Stages)
            {
                if (stage.IsErasing)
                    continue;
                before ??= ArrayPool<float>.Shared.Rent(vectors.Length);
                vectors.CopyTo(before);
                for (int position = 0; position < plan.PlaceCount; position++)
                    MixRow(stage, position, before, vectors.Slice(position * width, width), plan.Size);
            }
            if (before is not null)
                ArrayPool<float>.Shared.Return(before);
        }

        /// <summary>Rows by what is seen of each image; partners' own rows stay.</summary>
        private void MixCounted(Span<float> vectors, int width)
        {
            float[] before = ArrayPool<float>.Shared.Rent(vectors.Length);
            vectors.CopyTo(before);
            for (int position = 0; position < plan.Count; position++)
            {
                using Seen seen = plan.See(position);
                ReadOnlySpan<double> shares = seen.CountWeights();
                Span<float> row = vectors.Slice(position * width, width);
                for (int i = 0; i < width; i++)
                {
                    double sum = 0;
                    for (int slot = 0; slot < shares.Length; slot++)
                        if (shares[slot] > 0)
                            sum += shares[slot] * before[seen.Places[slot] * width + i];
                    row[i] = (float)sum;
                }
            }
            ArrayPool<float>.Shared.Return(before);
        }

        private void CheckLabels(ReadOnlySpan<int> labels, int classes)
        {
            Guard.AtLeast(classes, 1, nameof(classes), "class");
            CheckLength(labels.Length, plan.PlaceCount, "labels");
            for (int position = 0; position < labels.Length; position++)
                if ((uint)labels[position] >= (uint)classes)
                    throw new ArgumentException(
                        $"Image {position} of the batch (sample {plan.SampleAt(position)}) has label {labels[position]}; "
                            + (
                                classes == int.MaxValue
                                    ? "labels start at 0."
                                    : $"with {classes} classes, labels go from 0 to {classes - 1}."
                            ),
                        nameof(labels)
                    );
        }
    }

    private static InvalidOperationException MoreThanTwo(int position) =>
        new($"Image {position} is made of more than two images; the pair form holds two. Use soft labels.");

    private static void MixRow(Stage stage, int position, ReadOnlySpan<float> before, Span<float> row, Size size)
    {
        if (!stage.Mixes(position))
            return;
        float own = (float)stage.OwnShare(position, size);
        foreach (ref float value in row)
            value *= own;
        foreach (ref readonly Stroke stroke in stage.Of(position))
        {
            float share = (float)stroke.PartnerShare(size);
            if (share == 0)
                continue;
            ReadOnlySpan<float> partner = before.Slice(stroke.Partner * row.Length, row.Length);
            for (int i = 0; i < row.Length; i++)
                row[i] += share * partner[i];
        }
    }

    private static void CheckLength(int length, int count, int width, string what)
    {
        if (length != (long)count * width)
            throw new ArgumentException(
                $"{what} of {count} × {width} need {(long)count * width} elements; the span has {length}."
            );
    }

    private static void CheckApart<TOne, TOther>(
        ReadOnlySpan<TOne> one,
        ReadOnlySpan<TOther> other,
        string what,
        string otherWhat
    )
        where TOne : unmanaged
        where TOther : unmanaged
    {
        if (SharedMemory.IsShared(one, other))
            throw new ArgumentException($"{what} and {otherWhat} share memory; give each its own.");
    }

    private static void CheckLength(int length, int needed, string what)
    {
        if (length != needed)
            throw new ArgumentException($"{what} need {needed} elements; the span has {length}.");
    }
}
